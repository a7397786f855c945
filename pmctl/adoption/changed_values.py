"""Values that have been changed: "was SEV3, raised to SEV1" says SEV1, and so does "SEV3 → SEV1"."""

from __future__ import annotations

import re
from typing import Final

from pmctl.postmortem.patterns import lazy_pattern

_NOW: Final = lazy_pattern(
    r"[→⇒➜➔⟶]|[-=]+>|から|에서|(?<![^\W_])(?:now|then|later|finally|afterwards|jetzt|dann|später|puis|ensuite|finalement"
    r"|luego|después|ahora|depois|agora|poi|ora|nu|nå|senere|senare|daarna|potem|"
    r"(?:raised|upgraded|downgraded|lowered|escalated|de-?escalated|reduced|changed|increased|decreased|bumped|moved"
    r"|promoted|demoted|reclassified|regraded|adjusted|from|hochgestuft|herabgestuft|angehoben|gesenkt|geändert|von|vom"
    r"|relevée?|passée?|élevée?|abaissée?|réduite?|subid[oa]|elevad[oa]|bajad[oa]|reducid[oa]|rebaixad[oa]|opgeschaald"
    r"|afgeschaald|oppgradert|nedgradert|hevet|senket|fra|från|uppgraderad|nedgraderad|opgraderet|nedgraderet|da|de)"
    r"(?:\s+[\w-]{1,12}){0,3}?\s+(?:to|into|as|auf|zu|à|en|a|para|naar|til|till|na))(?![^\W_])",
    re.IGNORECASE,
)
"""What stands before the value that counts now, where a value has been changed."""

_ONCE: Final = lazy_pattern(
    r"(?<![^\W_])(?:was|were|been|from|initially|originally|formerly|previously|first|at\s+first|started\s+as|war|zuerst"
    r"|zunächst|anfangs|ursprünglich|vorher|von|vom|était|initialement|auparavant|era|inicialmente|antes|inizialmente"
    r"|eerst|aanvankelijk|var|først|opprinnelig|først|först|ursprungligen|oprindeligt|fra|från|najpierw|początkowo|当初|当初は"
    r"|旧|元|처음)[\s:]*(?:a|an|as|at|set\s+to|classified\s+as|rated)?\s*([\w-]+(?:\s[0-5](?![0-9]))?)",
    re.IGNORECASE,
)
"""A value that counted once, with the word that says so."""


def readings_of_change(text: str) -> tuple[str, ...]:
    """Return what is left of a text that may say what counted once: what stands behind the change, then all but that.

    Nothing is returned for a text that speaks of no change.
    """
    changes = list(_NOW.finditer(text))
    kept = _ONCE.sub(" ", text)
    behind = (text[changes[-1].end() :],) if changes else ()
    return (*behind, kept) if kept != text else behind
