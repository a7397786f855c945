"""Remarks behind what is struck, or ticked: "~~Move it~~ discussed, not now", "[x] Buy one (out of scope)"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pmctl.adoption.actions_words import VERBS

_LONGEST: Final = 100
_MOST_WORDS: Final = 5
"""A remark that no words are known of is no longer than this."""
_FEWEST_WORDS: Final = 3
"""Of what is struck: fewer are replaced inside of a sentence: "~~two~~ three alerts"."""
_MORE_VERBS: Final = "is are was were has have had will can should must may says said stay stays go went we they it"
"""Words besides the verbs of action items that make a sentence of what stands behind."""
_AROUND: Final = " ()[]（）.,;:–—-!"


def is_shelved(text: str) -> bool:
    """Return whether a remark says that something will not be done, or not in the foreseeable future."""
    return len(text) <= _LONGEST and _shelved().fullmatch(text.strip(_AROUND)) is not None


def is_remark_on(struck: str, text: str) -> bool:
    """Return whether what stands behind something struck only remarks on it, and does not stand in its place.

    Only English verbs are known well enough to tell: what is struck must begin with one.

    Args:
        struck: what is struck, plain words.
        text: what stands behind, plain words.
    """
    words = text.strip(_AROUND).casefold().split()
    before = struck.casefold().split()
    if not 0 < len(words) <= _MOST_WORDS or len(before) < _FEWEST_WORDS or before[0] not in VERBS:
        return False
    is_sentence = not VERBS.isdisjoint(words) or not set(_MORE_VERBS.split()).isdisjoint(words)
    return text.strip(_AROUND)[0].islower() and not is_sentence


@cache
def _shelved() -> re.Pattern[str]:
    refused = (
        r"(?:not (?:now|yet|worth (?:it|the (?:effort|cost|trouble|risk|money))|this (?:time|year|quarter|half)"
        r"|a priority"
        r"|for now|at this time|at the moment|any ?more|our (?:job|call|problem))|no|nope|never|no,? thanks"
        r"|no (?:time|budget|capacity"
        r"|money|need|interest|appetite|value|longer)|out of (?:scope|reach)(?: for (?:now|this|us))?"
        r"|(?:we )?decided (?:against(?: it)?|not to)"
        r"|rejected|declined|dropped|turned down|voted down|overruled|vetoed|shelved|parked|on ice|put on ice"
        r"|deprioriti[sz]ed|scrapped"
        r"|abandoned|postponed indefinitely|(?:maybe|perhaps|possibly) (?:later|some ?day|next year|one day)"
        r"|later,? (?:maybe|perhaps)"
        r"|some ?day(?:,? maybe)?|(?:too|way too) (?:expensive|costly|risky|much(?: work| effort)?|complex"
        r"|complicated|hard|late|slow|big|early)"
        r"|won[’']?t (?:do|fix|happen)|nicht jetzt|jetzt nicht|lohnt(?: sich)? nicht|zu (?:teuer|aufwendig|aufwändig"
        r"|riskant)"
        r"|(?:vielleicht|evtl\.?) später|später vielleicht|außerhalb des (?:umfangs|rahmens)|nicht im (?:umfang"
        r"|rahmen)|verworfen|abgelehnt"
        r"|pas maintenant|pas (?:pour )?l[’']instant|plus tard,? peut-être|peut-être plus tard|hors (?:périmètre"
        r"|sujet|scope)|trop (?:cher|risqué"
        r"|complexe)|refusée?|rejetée?|(?:ahora no|no ahora|por ahora no)|no vale la pena|fuera de alcance"
        r"|fuera del alcance"
        r"|(?:quizás?|tal vez) más (?:tarde|adelante)|más adelante,? (?:quizás?|tal vez)|demasiado caro|rechazad[oa]"
        r"|descartad[oa]"
        r"|agora não|não agora|por agora não|não vale a pena|fora d[eo] (?:âmbito|escopo)|talvez mais tarde"
        r"|muito caro|rejeitad[oa]"
        r"|(?:non|no) (?:ora|adesso)|per ora no|fuori (?:ambito|scopo)|forse più tardi|più avanti,? forse"
        r"|non (?:ne )?vale la pena|troppo caro"
        r"|scartat[oa]|respint[oa]|niet nu|nu niet|niet de moeite waard|buiten (?:de )?scope|misschien later"
        r"|later,? misschien|te duur"
        r"|afgewezen|ikke (?:nå|nu|no)|ikkje no|ikke verdt det|ikke det værd|utenfor (?:omfang|omfanget)"
        r"|uden for (?:omfang|scope)"
        r"|(?:kanskje|måske) sen[ea]re|sen[ea]re,? (?:kanskje|måske)|for (?:dyrt|dyr)|avvist|afvist|forkastet"
        r"|skrinlagt|inte nu|inte värt det"
        r"|utanför (?:omfattningen|scope)|kanske senare|senare,? kanske|för dyrt|avslag(?:en|et)|förkastad|nie teraz"
        r"|może później|później,? może"
        r"|poza zakresem|nie warto|za drog[oi]e?|odrzucon[eya]|今回は見送り|見送り|今はやらない|後回し|対象外|"
        r"暂不处理|暂不考虑|以后再说|不在范围内"
        r"|暫不處理|以後再說|지금은 (?:아님|안 함)|나중에|범위 밖)"
    )
    discussed = (
        r"(?:(?:we )?(?:discussed|considered|reviewed|evaluated|talked about|looked at|agreed)(?: (?:it|this))?"
        r"|besprochen|diskutiert|discuté"
        r"|discutido|discusso|besproken|diskutert|diskuterat|drøftet|omówione)(?:,| and| but|;|:| –| —| -|,? und"
        r"|,? aber| et|,? mais| y|,? pero"
        r"| e|,? ma|,? mas| en|,? maar| og|,? men| och| i|,? ale)*\s"
    )
    return re.compile(rf"(?:{discussed})?{refused}(?:,? (?:{refused}|discussed(?: and)?))?", re.IGNORECASE)
