"""Sentences that stand in the place of action items: that all have been done, or that they are kept elsewhere."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_ITEMS: Final = (
    r"(?:action items?|actions|action points?|follow ?ups|follow ?up (?:items?|actions?|tasks?)|next steps|ais"
    r"|(?:remediation|corrective|preventi?ve|preventative) (?:items?|actions?)|remediations|todos|to dos)"
)
_WHICH: Final = r"(?:(?:all|every|each|any|of|the|these|those|our|both|further|remaining|identified|resulting) ){0,4}"
_OURS: Final = r"(?: (?:above|below|listed|identified|from this|for this|of this)(?: incident| outage)?){0,2}"
_SINCE: Final = r"(?:(?:all|now|already|since|fully|successfully|being|therefore) ){0,3}"
_DONE: Final = (
    r"(?:completed?|done|closed|finished|resolved|implemented|addressed|delivered|shipped|fixed|finali[sz]ed|merged"
    r"|rolled out|handled|taken care of)"
)
_KEPT: Final = (
    r"(?:tracked|listed|recorded|documented|captured|filed|managed|maintained|kept|found|collected|discussed|defined"
    r"|agreed|decided|determined|identified|followed up|added|created)"
)
_TRACKER: Final = (
    r"(?:(?:the|our|this|linked|related) ){0,2}(?:above|below|(?:(?:jira|linear|github|gitlab|asana|trello|notion"
    r"|confluence|issue|project|follow up) ?)?(?:jira|linear|github|gitlab|asana|trello|notion|confluence|tracker|board"
    r"|epic|backlog|tickets?|issues|project|sheet|spreadsheet|page|wiki))"
)
_PLACE: Final = (
    r"(?:in|on|under|at|via|through|as part of|within|elsewhere|separately|here|below|above|there|later|soon|after"
    r"|once|when|during|following|until|tomorrow|next|by the team)"
)

_ALL: Final = (
    rf"(?:{_WHICH}{_ITEMS}|all (?:of the )?(?:items|tasks|work)|everything|all of (?:it|them|these|those|the above))"
)

# Folded, and with what may follow: what was done, whatever that says; what is done, unless a rule goes on behind it.
_ENGLISH: Final = (
    (
        rf"{_ALL}{_OURS} "
        rf"(?:(?:have|has) {_SINCE}been|were|was) {_SINCE}{_DONE}(?P<tail>(?: .*)?)"
    ),
    (
        rf"{_ALL}{_OURS} "
        rf"(?:are|is) {_SINCE}{_DONE}(?: (?:now|already|today|by now))?"
    ),
    rf"{_ALL}{_OURS} {_SINCE}{_DONE}",
    rf"(?:all|already) {_DONE}(?: (?:now|already))?",
    rf"{_WHICH}{_ITEMS} (?:live|sit) in {_TRACKER}",
    (
        r"(?:tickets|issues|cards|stories) (?:have been|were|are|will be) (?:created|filed|opened|raised) for "
        rf"{_WHICH}{_ITEMS}"
    ),
    (
        rf"(?:please )?(?:see|refer to|(?:to be )?(?:tracked|listed|documented) (?:in|on|under)) {_TRACKER}"
        rf"(?: for {_WHICH}{_ITEMS})?"
    ),
    (
        r"(?!.* (?:must|should|needs?|ha(?:s|ve) to|and) )"
        rf"{_WHICH}{_ITEMS}{_OURS} (?:are|is|were|will be|have been|has been|can be|to be|shall be|get) {_SINCE}{_KEPT}"
        rf" {_PLACE}\b.*"
    ),
)
_OTHERS: Final = (
    (
        r"(?:alle|die|samtliche) (?:massnahmen|aufgaben|aktionen|punkte) (?:sind|wurden) (?:inzwischen |bereits )?"
        r"(?:abgeschlossen|erledigt|umgesetzt|geschlossen|durchgefuhrt)(?: worden)?(?P<tail>(?: .*)?)"
    ),
    (
        r"(?:alle |die |weitere )?(?:folge)?(?:massnahmen|aufgaben|aktionen) (?:werden|sind) (?:in|im|unter|uber) .+ "
        r"(?:verfolgt|dokumentiert|erfasst|gepflegt|nachverfolgt|festgehalten)"
    ),
    (
        r"(?:toutes les|les) (?:actions|taches|mesures) (?:sont|ont ete) (?:terminees|realisees|achevees|closes|faites)"
        r"(?P<tail>(?: .*)?)"
    ),
    (
        r"(?:toutes )?les (?:actions|taches|mesures) (?:sont|seront) (?:suivies|documentees|listees|tracees|gerees) "
        r"(?:dans|sur|sous) .+"
    ),
    (
        r"(?:todas )?las (?:acciones|tareas|medidas) (?:se han|han sido|fueron|estan) (?:complet|realiz|termin|cerr)"
        r"ad(?:o|as)(?P<tail>(?: .*)?)"
    ),
    (
        r"(?:todas )?las (?:acciones|tareas|medidas) (?:se siguen|se seguiran|se registran|se gestionan"
        r"|estan (?:registradas|documentadas|listadas)) (?:en|bajo) .+"
    ),
    (
        r"(?:todas )?as (?:acoes|tarefas|medidas) (?:ja )?(?:foram|estao) (?:concluidas|finalizadas|realizadas|fechadas"
        r"|implementadas)(?P<tail>(?: .*)?)"
    ),
    (
        r"(?:todas )?as (?:acoes|tarefas|medidas) (?:sao|serao|estao|estao sendo) "
        r"(?:acompanhadas|rastreadas|registradas"
        r"|registadas|documentadas|listadas) (?:no|na|em|nos) .+"
    ),
    (
        r"(?:tutte )?le (?:azioni|attivita|misure) sono (?:gia )?(?:state )?(?:completate|concluse|chiuse|terminate"
        r"|realizzate|eseguite)(?P<tail>(?: .*)?)"
    ),
    (
        r"(?:tutte )?le (?:azioni|attivita|misure) (?:sono|saranno|vengono|verranno) (?:tracciate|seguite|documentate"
        r"|elencate|registrate) (?:in|su|nel|nella) .+"
    ),
    (
        r"(?:alle|de) (?:acties|actiepunten|maatregelen|taken) (?:zijn|werden) (?:inmiddels |al |reeds )?(?:afgerond"
        r"|voltooid|uitgevoerd|gesloten|gedaan|afgesloten)(?P<tail>(?: .*)?)"
    ),
    (
        r"(?:alle |de )?(?:acties|actiepunten|maatregelen|taken) (?:worden|zijn) "
        r"(?:bijgehouden|gevolgd|vastgelegd|beheerd"
        r"|opgevolgd|genoteerd) (?:in|op) .+"
    ),
    (
        r"(?:alle|alla|samtliga) (?:tiltak|aksjoner|oppgaver|atgarder|uppgifter|tiltag|opgaver|handlinger) "
        r"(?:er|ar|ble|blev"
        r"|har blitt|har blivit|er blevet) (?:na |nu |allerede |redan )?(?:gjennomfort|utfort|fullfort|lukket|ferdige?"
        r"|genomforda|klara|avslutade|stangda|utforda|gennemfort|udfort|afsluttet|lukkede|faerdige|avsluttet)"
        r"(?P<tail>(?: .*)?)"
    ),
    (
        r"(?:alle |alla )?(?:tiltak|aksjoner|oppgaver|atgarder|uppgifter|tiltag|opgaver|handlinger) "
        r"(?:folges opp?"
        r"|foljs upp|spores|sporas|er registrert|dokumenteres|dokumenteras|ligger|finnes|finns|findes) "
        r"(?:i|pa|under) .+"
    ),
    (
        r"(?:wszystkie )?(?:dzialania|zadania) (?:zostaly|sa) (?:juz )?(?:zakonczone|wykonane|zrealizowane|zamkniete"
        r"|ukonczone)(?P<tail>(?: .*)?)"
    ),
    r"(?:wszystkie )?(?:dzialania|zadania) (?:sa|beda) (?:sledzone|monitorowane|zapisane|udokumentowane) (?:w|na) .+",
)
# Few items begin so, and many patterns need not be compiled for the others.
_BEGIN_ENGLISH: Final = (
    "all every each any of the these those our both further remaining identified resulting everything already please "
    "see refer to tracked listed documented tickets issues cards stories action actions follow followups next ais "
    "remediation remediations corrective preventive preventative todos"
)
_BEGIN_OTHERS: Final = (
    "alle die samtliche weitere massnahmen folgemassnahmen aufgaben aktionen toutes les todas las as tutte le de "
    "acties actiepunten maatregelen taken alla samtliga tiltak aksjoner oppgaver atgarder uppgifter tiltag "
    "opgaver handlinger wszystkie dzialania zadania"
)
_DENSE: Final = (
    (
        r"(?:すべて|全て|全)(?:の)?(?:アクション(?:アイテム)?|対応|対策|タスク)?(?:は|が)?(?:すべて|全て|既に|すでに)?"
        r"(?:完了|対応済み|実施済み|クローズ)(?:済み|した|しました|しています|している)?(?:です)?"
    ),
    (
        r"(?:アクション(?:アイテム)?|対応|対策|タスク)(?:項目)?は.{1,40}[でに](?:管理|追跡|記載|記録|トラッキング)"
        r"(?:する|します|しています|している|される|されています|済み|予定)?(?:です)?"
    ),
    (
        r"(?:所有|全部)的?(?:行动项|行動項|措施|行动|行動|任务|待办)(?:均|都|全部)?"
        r"已经?(?:全部)?(?:完成|关闭|關閉|实施|實施"
        r"|落实)了?"
    ),
    (
        r"(?:所有|全部)?(?:后续)?(?:行动项|行動項|措施|行动|行動|待办)(?:均|都|将|会|已)?"
        r"在.{1,30}[中里上]?(?:跟踪|追踪|跟进|管理"
        r"|记录)"
    ),
    (
        r"(?:모든|전체)(?:조치|액션|작업|할일)(?:사항|아이템)?[가이은는]?"
        r"(?:모두|이미)?(?:완료|종료|처리)(?:됨|되었습니다|되었다"
        r"|했습니다|했음)?"
    ),
    (
        r"(?:모든)?(?:조치|액션|작업)(?:사항|아이템)?[은는을를]?"
        r".{1,30}(?:에서|에)(?:관리|추적|기록)(?:합니다|한다|됨|됩니다"
        r"|중|중입니다|함)?"
    ),
)


def settled(folded: str) -> re.Match[str] | None:
    """Return the sentence that says that what was to do is done, or kept elsewhere; its tail may take that back.

    Args:
        folded: a sentence as it is compared.
    """
    first = folded.partition(" ")[0]
    for begins, sentences in ((_BEGIN_ENGLISH, _ENGLISH), (_BEGIN_OTHERS, _OTHERS)):
        for pattern in _compiled(sentences) if first in begins.split() else ():
            if found := pattern.fullmatch(folded):
                return found
    return None if folded.isascii() else _dense().fullmatch(folded.replace(" ", ""))


@cache
def _compiled(sentences: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, sentences))


@cache
def _dense() -> re.Pattern[str]:
    return re.compile("|".join(_DENSE))
