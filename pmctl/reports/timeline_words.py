"""The words by which an entry of a timeline is known as a milestone, in the languages of the section headings.

The words are those of public postmortems, of the practice literature ("incident detected", "impact mitigated") and of
incident tools, which name the same moments (PagerDuty: triggered, acknowledged, resolved; Statuspage: investigating,
identified, monitoring, resolved); the other languages have their translations.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_TROUBLE: Final = (
    r"(?:incident|outage|impact|disruption|degradation|downtime|problem|issue|errors?|failures?|timeouts?|latency"
    r"|störung|ausfall|vorfall|fehler|incidente?|panne|interruption|coupure|erreurs|ca[ií]da|interrupci[oó]n|errores"
    r"|interrup[cç][aã]o|indisponibilidade|falha|erros|guasto|disservizio|errori|storing|fouten|hendelsen?|feil(?:en)?"
    r"|fejl(?:en)?|hændelsen?|nedetid(?:en)?|incidenten|störningen?|felen|avbrott(?:et)?|awari[ai]|incydentu?|błędy)"
)
_BEGINS: Final = (
    r"(?:starts?|started|begins?|began|beginnen|beginnt|begann|commence(?:nt)?|d[ée]bute(?:nt)?|comienzan?|empiezan?|inician?"
    r"|inici[oó]|começam?|começou|inizi(?:a|ano|ò|ata?)|begint|begon|starter|startet|begynner|begynder|begyndte|begynte"
    r"|börjar|började|startar|zaczyna(?:ją)?|zaczę(?:ła|ły)|rozpoczyna)"
)
_START_OF: Final = (
    r"(?:start|beginning|begin|onset|beginn|d[ée]but|inicio|in[ií]cio|inizio|początek|starten?|begyndelsen?|början)"
    r"(?:\s(?:of|der|des|de|del|della|da|do|van|av|af|på)(?:\s(?:the|la|le|el|het|an?))?|\s?d'(?:une?\s)?|\sdell'|)\s?(?:l')?"
)

_PATTERNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "started_at": rf"""
            \b{_TROUBLE}\b(?:\s\w+){{0,3}}?\s{_BEGINS}\b
            | \b{_START_OF}{_TROUBLE}\b
            | \bfirst\s(?:\w+\s){{0,2}}?(?:errors?|failures?|timeouts?|failed|impact|crash(?:es)?
              |refus\w+)\b(?!\s(?:report|alert|complaint|ticket|page))
            | \b(?:customers?|users?|clients?)\s(?:\w+\s){{0,2}}?(?:see|saw|get|got|experienced?
              |hit)\s(?:\w+\s)?{_TROUBLE}\b
            | \b(?:error\srates?|errors|failures|timeouts|latency|response\stimes?)\s(?:\w+\s)?(?:rises?|rose|spikes?
              |spiked|increases?|increased|climbs?|climbed|jumps?|jumped)\b
            | \b(?:erste[rn]?\s(?:\w+\s)?(?:fehler|störung)|premi[eè]res?\s(?:erreurs?|pannes?)|primer(?:os
              |as)?\s(?:errores|fallos?)|primeir[oa]s?\s(?:erros?|falhas?)|prim[io]\serror[ei]|eerste\sfout
              |første\sfeil|første\sfejl|första\sfel|pierwsz[ey]\sbłęd)
            | 障害(?:が)?(?:発生|開始)|(?:故障|事故|事件)(?:发生|開始|开始|發生)
            """,
        "detected_at": r"""
            ^\W*(?:alert|alarm|page|alerte|alarme|alerta|allarme|melding|varsel|larm)\b\s*(?:[:–—-]|$)
            | \balerts?\b[^.;]{0,60}?\b(?:fire[sd]?|firing|trigger\w*|goes|went|sent|raised|page[sd]?|open(?:s|ed)
              |created)
            | \b(?:we|i|is|are|was|were|got)\s(?:\w+\s)?(?:alerted|notified)\b
            | \b(?:monitor\w*|alarms?|pager\w*|probe|on-call)\b[^.;]{0,40}?\b(?:fire[sd]?|triggers?
              |triggered|goes\soff|went\soff|opens?|opened|pages?|paged|notifie[sd]|alerts?|alerted)\b
            | \b(?:detect(?:s|ed)|paged|noticed|notices)\b
            | \b(?:customers?|users?|support|colleagues?|clients?)\b[^.;]{0,30}?\b(?:reports?|reported|posts|posted
              |contacts|contacted|complain\w*)\b
            | \breports\s(?:an?|the|that|it|to)\b|\bcalls?\s[^.;]{0,30}?on-call\b
            | \bfirst\s(?:\w+\s){0,2}?(?:reports?|alerts?|complaints?|tickets?)\b
            | \b(?:alarm|überwachung|monitoring)\b[^.;]{0,30}?\b(?:schlägt|löst|ausgelöst|meldet|feuert)
              |\b(?:erkannt|entdeckt|gemeldet|bemerkt)\b
            | \b(?:alerte|supervision)\b[^.;]{0,30}?\b(?:déclench\w+|se\sdéclenche|envoyée)|\b(?:détecté\w*
              |signalent|signalé\w*|constaté\w*)
            | \b(?:alerta|alarma)\b[^.;]{0,30}?\b(?:salta|dispara\w*|activa\w*)|\b(?:detecta\w*
              |reportan?)\b
            | \b(?:alarme|allarme|allerta)\b[^.;]{0,30}?\b(?:dispar\w+|scatta\w*|soa)|\b(?:detetad\w+
              |rilevat\w+|segnalat\w+|segnalano|relatam)
            | \b(?:gedetecteerd|opgemerkt|gemeld|oppdaget|opdaget|upptäck\w+|varslet|wykryt\w+|zgłasza\w*
              |zgłoszono)\b
            | 検知|アラート(?:が)?(?:発報|発生|発火)|告警|报警|報警|发现(?:故障|异常)
            """,
        "acknowledged_at": r"""
            \back(?:s|ed|'d|nowledge[sd]?|nowledg(?:ing|e?ment))?\b(?!\s(?:that|how|why)\b)
            | \b(?:picks?|picked|takes?|took)\s(?:up\s)?the\s(?:page|alert|pager)\b
            | \b(?:incident\s)?(?:response|responder)\s(?:starts?|started|begins|joins|joined)\b
            | \b(?:quittiert|bestätigt\sden\salarm|übernimmt\sden|übernimmt\sdie)\b
            | \b(?:acquitt\w+|pris\w?\sen\scharge|prend\sen\scharge|acusa|reconocid\w+|reconhec\w+
              |presa\sin\scarico|prende\sin\scarico|bevestigt|kvitter\w+|bekräft\w+|bekreft\w+|bekræft\w+
              |potwierdz\w+)
            | 対応(?:を)?開始|確認応答|(?:确认|響應|响应)告警|开始(?:处理|响应)
            """,
        "mitigated_at": r"""
            \bmitigat(?:ed|es|ion\s(?:is\s)?(?:complete|in\splace|deployed|applied|confirmed|effective))\b
            | \b(?:impact|outage)\b(?:\s\w+){0,3}?\s(?:ends?|ended|is\sover|was\sover|stops?|stopped)\b
            | \b(?:roll(?:ed\s|-?\s?)?back|revert)\b[^.;]{0,40}?\b(?:complete[ds]?|finishe[sd]|done)\b
            | \b(?:rolled\sback|reverted|failed\sover)\b
            | \b(?:is|are|was|were)\s(?:\w+\s)?back\s(?:on\sthe\sold|in\splace)\b
            | \b(?:hot-?)?(?:fix|patch)\b(?:\s\w+){0,3}?\s(?:deployed|applied|shipped|released|live|in\splace)\b
            | \b(?:deployed|applied|shipped|released)\s(?:(?:an?|the)\s)?(?:\w+\s)?(?:hot-?)?(?:fix|patch)\b
            | \bfail-?over\b[^.;]{0,40}?\b(?:complete[ds]?|finishe[sd]|done)\b
            | \b(?:flags?|features?|toggles?|retries|experiments?|jobs?)\b(?:\s\w+){0,4}?\s(?:(?:turned|switched)\soff
              |disabled|unpublished)\b
            | \b(?:(?:turned|switched)\soff|disabled)\s(?:\w+\s){0,3}?(?:flags?|features?|toggles?|retries
              |experiments?)\b
            | \b(?:errors?|failures|error\srates?|timeouts|refusals)\s(?:drops?|dropped|falls?|fell|subsides?
              |subsided)\b
            | \b(?:works?|working|succeeds?|active|stored|up|available|reachable)\sagain\b
            | \b(?:requests|checkouts|orders|sign-ins|logins|writes|payments|uploads)\s(?:succeed|succeeded|recover
              |recovered|go\sthrough)\b
            | \ball\s(?:\w+\s){1,3}?are\sback\b|\b(?:errors?|failures|timeouts|refusals
              |crashes)\s(?:\w+\s)?(?:stop|stopped|cease[ds]?)\b
            | \bwork-?around\b[^.;]{0,30}?\b(?:in\splace|applied|deployed|active)\b
            | \b(?:entschärft|abgemildert|eingedämmt|zurückgerollt)\b
            | \b(?:atténué\w*|contourné\w*|mitig(?:é\w*|ad[oa]s?\b|at[oaie]\b)|revertid[oa]s?|contenid[oa]
              |contid[oa])
            | \b(?:gemitigeerd|verholpen\smet|teruggedraaid|rullet\stilbake|rullet\stilbage|återställ\w+
              |złagodz\w+|wycofan\w+)
            | 緩和|切り戻し(?:が)?完了|ロールバック(?:が)?完了|缓解|緩解|回滚完成|回滾完成
            """,
        "resolved_at": rf"""
            \b(?:incident|outage|issue|problem|alerts|everything|it)\b(?:\s\w+){{0,3}}?\s(?:resolved
              |resolves|closed|closes|over|recovered|cleared|fixed)\b
            | \b(?:declared|marked|confirmed)\s(?:as\s)?(?:resolved|fixed|over|closed)\b
            | \b(?:everything|all|dashboards?|checks|graphs|metrics)\s(?:\w+\s){{0,3}}?(?:green|healthy|fine)\sagain\b
            | ^\W*(?:resolved|resolution|all[\s-]clear|fixed|recovered|closed)\b
            | \ball[\s-]clear\b|\b(?:fully|completely)\s(?:recovered|restored|resolved)\b
            | \b(?:service|services|system|systems|traffic|everything
              |operations?)\b(?:\s\w+){{0,3}}?\s(?:restored|recovered|normal)\b
            | \bback\s(?:to\snormal|(?:at|to)\s(?:(?:its|their|the)\s)?(?:usual|normal))\b|\bbeen\snormal\sfor\b
            | \b(?:end|ende|fin|fim|fine|slutt|slut|koniec)\s(?:of|der|des|de|del|do|av
              |van)?\s?(?:the\s|l'|dell')?{_TROUBLE}\b
            | \b(?:behoben|gelöst|entwarnung|beendet)\b
            | \b(?:résolu\w*|rétabli\w*|resuelt[oa]s?|restablecid[oa]s?|resolvid[oa]s?|restabelecid[oa]s?
              |risolt[oaie]|ripristinat[oaie]|opgelost|hersteld|verholpen|løst|gjenopprettet|genoprettet|löst
              |åtgärdat|rozwiązan\w+|usunięt\w+|przywrócon\w+)
            | 復旧|解消|解決(?!策)|恢复正常|恢復正常|(?:故障|事件)(?:解决|解決|关闭|關閉|恢复)
            """,
    }
)
_DENIED: Final = (
    r"(?:\b(?:no|not|never|without|nobody|none|un|yet|will|would|should|could|might|until|once|if|unless|before|when|to"
    r"|be|expect\w*|try|tries|tried|trying|attempt\w*|partial\w*|nicht|kein\w*|noch|ohne|bis|pas|aucun\w*|sans|jamais|sin"
    r"|ningun\w*|não|sem|nenhum\w*|nessun\w*|senza|niet|geen|zonder|ikke|ingen|uten|uden|inte|utan|nie|bez)\b|n't\b)"
    r"(?:\s[\w'-]+){0,5}\s*$"
)
_CHANGE: Final = (
    r"\b(?:deploy\w*|roll-?\s?out|release|upgrade|migration|maintenance|backup|restore|roll-?back|failover|investigation"
    r"|drill|test|canary|restart)\b"
)
_OF_OTHERS: Final = (
    r"\b(?:vendor|provider|supplier|third[\s-]party|upstream)\b[^.;]*$|\btheir\s(?:\w+\s){0,2}$"
    r"|\b(?:cause|reason|culprit|trigger|solution)\s(?:(?:is|was|has\sbeen)\s)?$"
)
_CUSTOMER: Final = r"\b(?:customers?|clients?|users?)(?:'s)?\s(?:\w+\s){0,2}$"
_SHOULD: Final = r"\b(?:should|would|could|might|not|never|fail(?:s|ed)?\sto|too\s(?:late|early)|muted)\b|n't\b"
_NOTHING: Final = r"\s(?:that\s)?(?:no|nothing|none)\b"
_UNDONE: Final = (
    r"^\W*(?:\w+\s){0,2}fail(?:s|ed)?\b|\bno\s(?:\w+\s)?(?:change|effect|improvement|success)\b|\bstall\w*"
    r"|\bwithout\s(?:any\s)?(?:effect|success|result|change)\b|\b(?:do|does|did)(?:\snot|n't)\s(?:help|work|change|hold)\b"
    r"|\bstill\b(?!\s(?:monitor|watch|investigat))|\btoo\s(?:early|soon)\b|\bpremature|\bre-?opened\b"
    r"|\b(?:errors?|failures?|crashes|timeouts?|impact|outage|problems?|issues?)\s(?:\w+\s)?(?:continues?|persists?"
    r"|returns?|remains?)\b"
    r"|^\s(?:to|on|in)\s(?:\w+\s)?(?:staging|sandbox|canary|tests?|dev|development|qa|one)\b|^\s(?:by\sitself|automatically)\b"
)


@cache
def milestone_patterns() -> Mapping[str, re.Pattern[str]]:
    """Return for each milestone, in order, what an entry says that is it."""
    return {key: re.compile(pattern, re.VERBOSE | re.IGNORECASE) for key, pattern in _PATTERNS.items()}


@cache
def denied() -> re.Pattern[str]:
    """Return what makes words right behind it say the contrary, or something that is still to come."""
    return re.compile(_DENIED, re.IGNORECASE)


@cache
def change() -> re.Pattern[str]:
    """Return what begins without being the incident: a deploy, a rollout, an investigation."""
    return re.compile(_CHANGE, re.IGNORECASE)


@cache
def of_others() -> re.Pattern[str]:
    """Return what makes words right behind it tell of somebody else's incident, or of a cause."""
    return re.compile(_OF_OTHERS, re.IGNORECASE)


@cache
def of_customer() -> re.Pattern[str]:
    """Return what makes an acknowledgement right behind it a customer's."""
    return re.compile(_CUSTOMER, re.IGNORECASE)


@cache
def should() -> re.Pattern[str]:
    """Return what makes words around it say what did not happen."""
    return re.compile(_SHOULD, re.IGNORECASE)


@cache
def nothing() -> re.Pattern[str]:
    """Return what makes words right before it find nothing."""
    return re.compile(_NOTHING, re.IGNORECASE)


@cache
def undone() -> re.Pattern[str]:
    """Return what makes a mitigation or an end that is told before it none."""
    return re.compile(_UNDONE, re.IGNORECASE)
