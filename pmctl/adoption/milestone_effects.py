"""Words by which an entry tells the effects of an incident: that they begin, and that they end.

"Writes fail" and "writes succeed again" say more than "deploy 12" and "rolled back". The words are those of public
postmortems and of everyday timelines; the other languages have their translations.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_HEAD: Final = 160
"""Characters of an event that are looked at: what comes later is detail."""

_THINGS: Final = (
    r"(?:log-?ins?|sign-?ins?|sign-?ups?|check-?outs?|payments?|orders?|bookings?|invoices?|uploads?|downloads?|search(?:es)?"
    r"|carts?|pages?|dashboards?|api|(?:web)?sites?|shop|store|app|website|e?-?mails?|messages|exports?|imports?|reports"
    r"|reads|writes|queries|requests|jobs?|builds|calls|images|videos|everything|services?|systems?|traffic|processing"
    r"|replication|deliver(?:y|ies)|ingest(?:ion)?|sessions?|tokens?|transactions|connections|events|backups?)"
)
_WHO: Final = (
    r"(?:customers?|users?|clients?|visitors?|players?|students?|merchants?|members?|guests?|everybody|everyone)"
)
_ERRORS: Final = (
    r"(?:(?:http\s)?[45](?:\d\d|xx)s?(?:\s(?:errors|responses))?|errors?|failures|timeouts|refusals|rejections|packet\sloss"
    r"|crash(?:es)?|lag|latency)(?:\s(?:rates?|ratio))?"
)
_CALM: Final = (
    r"(?:(?:(?:its|their|the)\s)?(?:usual|normal|expected|baseline|zero|0\b)"
    r"|(?:below|under)\s(?:0[.,]\d+|1)\s?%|0[.,][0-4]\d*\s?%)"
)

_ENDS: Final = rf"""
    \b(?:serve[sd]?|runs?|running|arriv(?:e|es|ing)|loads?|loading|process(?:ed|ing)|sent|sign\sin|log\sin|connects?|(?:is|are)\s(?:fast|quick|fine|correct|right)|answers?
      |sync(?:s|ing)?|complete|pass|deliver(?:ed|ing))\sagain\b
  | \b{_THINGS}\s(?:resumes?|resumed|(?:is|are)\s(?:being\s)?served\b(?!\s(?:by|with|stale|old|wrong|an?\s)))
  | \b{_THINGS}\s(?:works?|load|loads|succeeds?|go\sthrough)(?=\W*$|[.;,])
  | \b(?:works?|answers?|responds?|loads?|runs?|operates?)\s(?:normally|as\s(?:usual|expected|before))\b
  | \bno\slonger\s(?:(?:see|get|receive|experience|hit|have)\s(?:\w+\s){{0,2}}?{_ERRORS}|affected|fail|time\sout)\b
  | \b{_ERRORS}\s(?:(?:is|are)\s)?(?:drops?|dropped|falls?|fell|back|down|returns?|returned|goes\sback|went\sback)\s
      (?:to\s)?{_CALM}
  | \b(?:latency|throughput|availability|success\srates?|ingest\w*|validation|traffic|replication|{_THINGS})
      \s(?:recovers|recovered|recover(?=\W*$|[.;,]|\sfor\sall))\b(?!\sfrom) | \bchecks\s(?:succeed|pass)\b
  | \b(?:success|availability|conversion|hit)(?:\s(?:rates?|ratio))?\s(?:is\s)?(?:back|recovers|returns|rises|up)\s
      (?:(?:at|to|above|over)\s)*(?:9[5-9](?:[.,]\d+)?|100)\s?%
  | \b(?:sent|delivered|processed|arrives?)\swithout\s(?:delays?|errors)\b
  | ^\W*mitigation\s?:\s[^.;:]{{2,60}}?\s(?:is|are)\s(?:now\s)?(?:served|queued|routed|sent|read|disabled|blocked
      |switched|moved)\b
  | \b(?:workaround|mitigation)\s(?:is\s)?in\splace\b
  | \b(?:fehler|ausfälle)\s(?:hören|hörten)\sauf\b|\b(?:funktionier(?:t|en)|läuft|laufen|geht|gehen|antwortet
      |antworten|lädt|laden)
      \swieder\b(?!\s(?:nicht|nur|teilweise))
  | \b(?:ist|sind)\swieder\s(?:erreichbar|online|verfügbar|da|normal)\b
  | \bles\s(?:erreurs|échecs)\scessent\b|\b(?:fonctionne(?:nt)?|répond(?:ent)?)\s(?:à|de)\snouveau\b
  | \b(?:funcionan?|responden?)\s(?:de\snuevo|otra\svez)\b|\bfuncionam?\s(?:de\snovo|novamente)\b
      |\bfunziona(?:no)?\sdi\snuovo\b
  | \b(?:werkt|werken)\sweer\b|\b(?:virker|fungerer|fungerar)\s(?:igjen|igen)\b|\bdziałają?\s(?:ponownie|znowu|znów)\b
"""
_BEGINS: Final = rf"""
    \b(?:gets?|got|receives?|received|returns?|returned|answers?(?:\swith)?|answered(?:\swith)?|throws?)\s
      (?:(?:an?|only|http|status|code|with)\s)*(?:[45]\d\ds?|[45]xx|errors?)\b
  | \b{_WHO}(?:\s(?:in|of|with|from|on)\s(?:[\w-]+\s){{1,3}}?|\s)(?:(?:start|begin|starts|started
      |began)\s(?:to\ssee|seeing|to\sget|getting)
      \s(?!fewer\b|less\b|no\b|normal|the\s(?:site|new))|cannot\b|can\sno\slonger\b|can['’]t\b|are\sunable\b|(?:are
      |get)\s(?:logged|locked)\sout
      |see\s(?:old|stale|wrong|empty|blank|errors?|no|an?\s(?:blank|empty|wrong|error))\b)
  | \b(?:{_THINGS}|writes|reads|inserts|cards?|invoices)\s(?:[\w/-]+\s){{0,6}}?(?:fails?|failed|crash(?:es|ed)?
      |start\sto\sfail
      |time\sout|timed\sout|are\s(?:\w+\s)?
      (?:delayed|rejected|refused|declined|lost|dropped|blank|empty|missing|duplicated|slow|down)|is\sdown)\b
  | \b(?:all|every)\s(?:[\w-]+\s){{1,3}}?(?:fails?|are\sdown|is\sdown|lose|are\slost|are\srejected|crash\w*)\b
  | \b(?:are|is)\s(?:sent|charged|billed|shown|deleted|published)\s(?:with\s(?:an?\s|the\s)?(?:wrong|old|stale
      |empty)|twice|to\sthe\swrong)\b
  | \b(?:database|servers?|hosts?|primary|switch|broker|cluster|data\scent(?:re|er)(?:\s\w+)?)\s(?:dies|die
      |died|loses?\spower)\b
  | \bbecomes?\sread-only\b|\b(?:until\s(?:\w+\s){{1,3}})?oom-?\s?kill(?:s|ed)\b|\bruns?\sout\sof\b
  | \b(?:success|conversion|availability|throughput|orders?|log-?in)(?:\s(?:success|rates?|ratio|(?:per|of
      |for)\s\w+)){{0,4}}\s(?:drops?|falls?|dropped|fell)\s
      (?:from\s\d|to\s\d|by\s\d)
  | \b(?:packet\sloss|loss|error\srates?|errors|latency|response\stimes?|5xx(?:\srate)?|replication\slag
      |lag)\b[^.;]{{0,60}}?
      \s(?:reaches|reached|rises|rose|jumps|jumped|climbs|climbed|exceeds|spikes)\b
  | \b(?:jobs?|orders|messages|builds)\s(?:stay|stays|remain|hang|are\sstuck|are\snot\sprocessed|queue\sup)\b
  | \b(?:can|could|do|does|did|is|are)\s?(?:not|n['’]t)\s(?:log|sign|pay|upload|load|come\sback|respond|start
      |processed|delivered|sent|reachable)\b
  | \bschl(?:ägt|agen)\s[^.;]{{0,40}}?fehl\b|\b(?:nicht\s(?:mehr\s)?(?:erreichbar|möglich)|fällt\saus|fallen\saus)\b
  | \b(?:beginnt|beginnen)\sfehler\b
"""


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(_BEGINS, re.IGNORECASE | re.VERBOSE)


@cache
def effect_ends() -> re.Pattern[str]:
    """Return what tells that users, or what they use, are not hit any more."""
    return re.compile(_ENDS, re.IGNORECASE | re.VERBOSE)


@cache
def no_relief() -> re.Pattern[str]:
    """Return what makes such words right behind it no good news: users must log in again, an alert is sent again."""
    return re.compile(
        r"\b(?:must|have|had|needs?|forced)\s(?:to\s)?$|\b(?:alerts?|alarms?|pager|reminders?|notif\w+|warnings?)\b[^.;,]*$",
        re.IGNORECASE,
    )


def effect_begins(event: str) -> re.Match[str] | None:
    """Return the words by which an event says that users, or what they use, are hit; None if there are none."""
    return _begins().search(event[:_HEAD])
