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
    r"(?:incident|outage|impact|disruption|degradation|downtime|problem|issue|data\sloss|errors?|failures?|timeouts?|latency"
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
    r"(?:\s(?:of|der|des|de|del|della|da|do|van|av|af|på)(?:\s(?:the|la|le|el|het|an?))?|\s?d'(?:une?\s)?|\sdell'|)"
    r"\s?(?:l')?(?:global\s|customer\s|user\s|major\s|widespread\s)?"
)
_SET_OFF: Final = r"(?:\b(?=\W*$|\s?[:,;.!(–—]|\s-\s|\s(?:by|after|with|through|via|at|when)\b))"
_FAILS: Final = (
    r"(?:fail(?:s|ed|ing|ures?)?|errors?|5\d\ds?|5xx|tim(?:e|es|ed|ing)[\s-]?outs?|crash\w*|(?:go(?:es)?|went|is|are)\sdown"
    r"|unreachable|unavailable|unresponsive|offline|broken|breaks?|refus(?:e[sd]?|ing)|reject(?:s|ed|ing)?|hangs?|hung"
    r"|los(?:es|t)|outage|(?<!attack\s)stop(?:s|ped)?|runs?\sout|fills?\sup|falls?\sbehind|expires|empty"
    r"|disappear\w*|vanish\w*"
    r"|screeching\shalt|meltdown)"
)

_TOOL: Final = (
    r"(?:pagerduty|pd|opsgenie|pingdom|nagios|grafana|prometheus|alertmanager|sentry|datadog|zabbix|icinga"
    r"|uptime\s?robot|statuscake|smokeping|cloudwatch|new\srelic|checkmk|healthchecks|dynatrace|splunk|honeycomb|anomaly\sdetection)"
)
_NO_NEWS: Final = (
    r"(?!(?:[\w-]+\s){0,3}?(?:no|not|up|ok|add\w*|ack\w*|all|after|another|every|old|stale|false|spurious|flapping|test"
    r"|missing|mut\w+|silenc\w+|snooz\w+|suppress\w*|disabl\w+|delet\w+|remov\w+|creat\w+|writ\w+|wrote|tun\w+|fix\w*"
    r"|adjust\w*|review\w*|investigat\w+|check\w*|look\w*|clos\w+|clear\w*|resol\w+|recover\w*|enabl\w+|chang\w+)\s)"
)
_SERVICE: Final = (
    r"(?:(?:web)?sites?|services?|servers|api|apps?|website|shop|store|database|db|cluster|systems?|platform|portal"
    r"|search|everything|production|dashboards)"
)
_PEOPLE: Final = (
    r"(?:customers?|(?:end-?)?users?|clients?|players?|students?|merchants?|visitors?|readers?|members?|patients?"
    r"|tenants?)"
)

_PATTERNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "started_at": rf"""
        \b{_TROUBLE}\b(?:\s\w+){{0,3}}?\s{_BEGINS}\b
          (?!\s(?:to\s(?:drop|fall|clear|recover|subside|decrease|decline)|(?:to\s)?(?:reach|com|arriv|pour)(?:e
          |ing)?\b))
        | \b{_START_OF}{_TROUBLE}\b
        | \b(?:comienza|empieza|inicia|começa|inizia|commence)\s(?:el\s|la\s|o\s|a\s|il\s|lo\s|l')?{_TROUBLE}\b
        | 障害(?:が)?(?:発生|開始)|(?:故障|事故|事件)(?:发生|開始|开始|發生)
        """,
        "detected_at": rf"""
        ^\W*(?:alerts?|alarms?|page|alerte|alarme|alerta|allarme|melding|varsel|larm)\b\s*(?:[:–—-]|$)
        | ^\W*{_NO_NEWS}(?:[\w-]+\s){{1,3}}(?:alert|alarm|page)\b(?:\s?[:–—]|\s-|\W*$)
          |^\W*(?:\w+\s){{0,2}}alert\s(?:on|for|about|in|from)\b
        | ^\W*firing(?::\s?\d+)?\s?[\]:]
        | ^\W*{_TOOL}\s*:(?!\s*(?:ack|resol|clos|up\b|ok\b|recover))
        | ^\W*{_NO_NEWS}{_TOOL}\s(?:\w+\s){{0,2}}?(?:alert(?:s|ed)|alarms|page[sd]|warn(?:s|ed)|notifie[sd]
          |(?:reports?|reported|shows?|showed|says|sees|detects?)\b(?=[^.;]{{0,60}}?\b(?:{_FAILS}|down|slow\w*|high
          |missing|elevated)\b))\b
        | ^\W*(?!\w*(?:cron|job|hook|timer|trigger|sched))(?-i:[A-Z]\w*(?:[a-z]\w*[A-Z]|[A-Z][a-z])\w*)
          (?:\s\([^()]{{1,80}}\))?\s(?:is\s)?(?:fires|fired|firing)
          (?=\W*$|\s?[:,;(–—]|\s-\s|\s(?:for|on|in|at|again)\b)
        | ^(?![^()]*(?:cron|job|hook|timer|trigger|sched))[^().;:]{{1,60}}\s\([^()]{{1,80}}\)\sfires(?=\W*$|:\s)
        | \balerts?\b(?!\s(?:threshold|rule|limit|level|polic|config|route|channel|template|definition))[^.;]{{0,60}}?
          \b(?:raised|received|arrive[sd]|c[ao]mes?\sin|came\sthrough|sound(?:s|ed)|wakes?|woke|warns?|warned
          |fire[sd]?|firing|trigger\w*|go(?:es)?|went|sent|raised|page[sd]?|open(?:s|ed)
          |created|reports?|shows?|notif\w+)\b
        | \b(?:we|i|on-call\w*|(?:infra\w*|ops|operations|platform|sre|our)\s(?:team|staff|engineers?))
          \s(?:is|are|was|were
          |got|gets?)?\s?(?:\w+\s)?(?:alerted|notified|paged)\b
        | \b(?:monitor\w*|alarms?|pager\w*|probe|synthetic\scheck|on-call)\b[^.;]{{0,40}}?\b(?:fire[sd]?|triggers?
          |triggered|go(?:es)?\soff|went\soff|opens?|opened|pages?|paged|notifie[sd]|alerts?|alerted|tells?|flags?|wakes?|woke)\b
        | ^\W*(?:\[\w+\]\W*)?(?:incident\s)?triggered(?=\W*$|\s?[:(]|\s(?:by|via|through|from|on)\b)
        | \bwe\s(?:are|were|get|got)\s(?:\w+\s)?(?:informed|told|aware|contacted)\b[^.;]{{0,60}}?\b(?:{_FAILS}
          |issues?|problems?)\b
        | \bpager\sstorm\b|\bgenerating\salerts\b
        | \b(?:incident|outage|disruption|degradation|problem|issue|errors?|failures?|anomal\w+|attack|loss|spike)\b
          (?:\s\w+){{0,3}}?\s(?:detected|identified\sby\s(?:\w+\s)?monitoring)\b
        | \bdetected\sby\b|^\W*detected{_SET_OFF}
        | \bdetect(?:s|ed)\b(?!\s(?:that\s)?(?:no|nothing|none|as)\b)[^.;]{{0,60}}?\b(?:{_FAILS}|down|elevated|anomal\w*
          |high|spikes?|drop\w*|increase[sd]?|missing|slow\w*|disrupt\w*|problems?|issues?|incident|degrad\w*|loss)\b
        | \b(?:we|i|on-call|engineers?)\s(?:first\s)?(?:detect(?:ed)?|discover(?:ed)?|spot(?:ted)?)\b
          (?!\s[^.;]{{0,60}}\b(?:cause|reason|culprit|bugs?|commits?|change|version|fix\w*|no|nothing|none|not)\b)
        | \bnotice[sd]\b|(?<!out\s)\bpaged\b|\breports?\b[^.;]{{0,60}}?\s(?:says?|said)\s
        | \b(?:{_PEOPLE}|support|colleagues?|finance|partners?)\b[^.;]{{0,30}}?
          \b(?:(?:report|reports|reported|reporting)\b(?=\W*$|\s(?:on|via|by|through)\s(?:the\s)?(?:\#|chat|phone
          |forum|e-?mail|mail|social|slack|twitter|discord|reddit|mastodon|telegram
            |teams|github|zulip|irc)
          |[^.;]{{0,80}}?\b(?:{_FAILS}|no|not|\w+n't|cannot|unable|slow\w*|missing|wrong|stale|gone|nothing
          |issues?|problems?|troubles?|delay\w*|high|seeing|the\ssame)\b)
          |contact(?:s|ed)\s(?:us|on-call|the)|complain\w*|posts\sin|posted
          |(?:alert(?:s|ed)?|tell|tells|told|inform\w*|call(?:s|ed)?)\sus\b)
        | \b{_PEOPLE}\s(?:calls?|called|writes?|wrote)\s(?:us\s|in\s)?(?:about|that)\b
        | \b(?:support|helpdesk)\sforward(?:s|ed)\s(?:\w+\s)?(?:tickets?|complaints?|reports?)\b
        | \breports\sthat\sno\s(?!errors?|problems?|issues?|further|more|new|one)\w+
        | \b(?:support|finance|colleagues?)\s(?:\w+\s)?report(?:s|ed)\b|\breports\s[^.;]{{0,80}}?\b(?:in|to)\s\#\w
        | \breports\s(?:an?|the|that|it|to|of)\b[^.;]{{0,60}}?\b{_FAILS}\b
        | \bcalls?\s[^.;]{{0,30}}?on-call\b
        | \breports\sof\s[^.;]{{0,60}}?\b(?:{_FAILS}|elevated|slow\w*|problems|issues|delays)\b
        | \bfirst\s(?:\w+\s){{0,2}}?(?:(?<!crash\s)reports?|alerts?|complaints?|tickets?|page(?=\W*[:,;.]|$))\b
        | \b(?:alarm|überwachung|monitoring)\b[^.;]{{0,30}}?\b(?:schlägt|löst|ausgelöst|meldet|feuert)
          |\b(?:erkannt|entdeckt|gemeldet|bemerkt)\b
        | \b(?:alerte|supervision)\b[^.;]{{0,30}}?\b(?:déclench\w+|se\sdéclenche|envoyée)|\b(?:détecté\w*
          |signalent|signalé\w*|constaté\w*)
        | \b(?:alerta|alarma)\b[^.;]{{0,30}}?\b(?:salta|dispara\w*|activa\w*)|\bsalta\sla\salarma\b|\b(?:detecta\w*
          |reportan?)\b
        | \b(?:alarme|allarme|allerta)\b[^.;]{{0,30}}?\b(?:dispar\w+|scatta\w*|soa)|\b(?:scatta\sl'allarme|detetad\w+
          |rilevat\w+|segnalat\w+|segnalano|relatam)
        | \b(?:gedetecteerd|opgemerkt|gemeld|(?:klanten|gebruikers)\smelden|oppdaget|opdaget|upptäck\w+|varslet|varsler
          |alarmen\sgår|wykryt\w+|zgłasza\w*|zgłoszono)\b
        | 検知|アラート(?:が)?(?:発報|発生|発火)|告警|报警|報警|发现(?:故障|异常)
        """,
        "acknowledged_at": r"""
        \back(?:s|ed|'d|nowledge[sd]?|nowledg(?:ing|e?ment))?\b(?!\s?=|\s(?:that|how|why|missing|timed?|lost|pending)\b)
        | \b(?:picks?|picked|takes?|took)\s(?:up\s)?the\s(?:page|alert|pager|ticket|incident)\b|^\W*@?\w+\sis\son\sit\b
        | \b(?:incident\s)?(?:response|responder)\s(?:starts?|started|begins|joins|joined)\b
        | \b(?:quittiert|bestätigt\sden\salarm|übernimmt\sden|übernimmt\sdie)\b
        | \b(?:acquitt\w+|pris\w?\sen\scharge|prend\sen\scharge|acusa|reconocid\w+|reconhec\w+
          |pres[oa]\sin\scarico|prende\sin\scarico|bevestigt|kvitter\w+|bekräft\w+|bekreft\w+|bekræft\w+
          |potwierdz\w+)
        | 対応(?:を)?開始|確認応答|(?:确认|響應|响应)告警|开始(?:处理|响应)
        """,
        "mitigated_at": rf"""
        \bmitigat(?:ed|es|ion\s(?:is\s)?(?:complete|in\splace|deployed|applied|confirmed|effective))\b
        | \b(?:impact|outage)\b(?:\s\w+){{0,3}}?\s(?:ends?|ended|is\sover|was\sover|stops?|stopped|resolved)\b
        | \b(?:errors?|failures|error\srates?|timeouts|refusals)\s(?:drops?|dropped|falls?|fell|subsides?
          |subsided)\b
        | \b(?:works?|working|succeeds?|active|stored|up|online|available|reachable|accessible|responsive|operational
          |delivered|flow(?:s|ing)?|respond(?:s|ing)?)\sagain\b
        | \b{_SERVICE}\s(?:(?:is|are|was|were|comes?|came|has\scome|have\scome)\s(?:now\s|all\s|fully\s)?
          back\s(?:up|in\sservice|to\slife)\b(?!\s(?:to|in|the|on)\b)|(?:(?:is|are)\s)?(?:\w+\s)?back\sonline\b)
        | \b(?:website|site|shop)\s(?:is|comes)\sback(?=\W*$|[,;])
        | \b(?:errors|failures|timeouts|lag|packet\sloss)\s(?:is\s|are\s)?gone\b(?!\sfrom)
        | \battack(?:\straffic)?\s(?:is\s|was\s)?(?:fully|completely|entirely)\s(?:blocked|absorbed|filtered|stopped)\b
        | \b(?:requests|checkouts|orders|sign-ins|logins|writes|payments|uploads)\s(?:succeed|succeeded|recover
          |recovered|go\sthrough)\b
        | \ball\s(?:\w+\s){{1,3}}?are\sback\b|\b(?:errors?|failures|timeouts|refusals
          |crashes)\s(?:\w+\s)?(?:stop|stopped|cease[ds]?)\b(?!\sbeing)
        | \b(?:entschärft|abgemildert|eingedämmt)\b
        | \b(?:atténué\w*|mitig(?:é\w*|ad[oa]s?\b|at[oaie]\b)|contenid[oa]|contid[oa])
        | \b(?:gemitigeerd|verholpen\smet|złagodz\w+)
        | 緩和|缓解|緩解
        """,
        "resolved_at": rf"""
        \b(?:incident|outage|issue|problem)(?:\s(?!channel|bridge|ticket|call|room|review|report|doc)[\w'’]+){{0,3}}?
          \s(?:resolved|resolves|closed|closes|over)\b
        | \bclose[sd]?\sthe\sincident\b|\bincident\sends\b|\b(?:end\sof\sthe|outage)\s(?:incident|ends|ended)\b
        | \b(?:declared|marked|confirmed)\s(?:as\s)?(?:resolved|fixed|over|closed)\b|\b(?:set|updated|changed|moved
          |switched|flipped)(?:\sto\s|:\s)["“']?resolved\b|^\W*status\s?page\s?:\s["“']?resolved\b
        | ^\W*(?:resolved|closed|resolution){_SET_OFF}|^\W*all[\s-]clear\b|(?<=[;.]\s)(?:resolved|closed)(?=\W*$)
        | \ball[\s-]clear\b|\ball\sservices\sresolved\b
        | \b(?:end|ende|fin|fim|fine|slutt|slut|koniec)\s(?:of|der|des|de|del|do|av
          |van)?\s?(?:the\s|l'|dell')?{_TROUBLE}\b
        | \b(?:behoben|gelöst|entwarnung|beendet)\b
        | \b(?:incident(?:e|en)?|hendelsen|hændelsen)\s(?:\w+\s)?(?:clos|clôturé|terminé|cerrado|encerrado|chiuso
          |afgesloten|avsluttet|afsluttet|avslutad|geschlossen)\b|\b(?:vorfall|störung)\sgeschlossen\b
          |\balles\swieder\snormal\b
        | \b(?:résolu\w*|rétabli\w*|resuelt[oa]s?|restablecid[oa]s?|resolvid[oa]s?|restabelecid[oa]s?
          |risolt[oaie]|ripristinat[oaie]|opgelost|hersteld|verholpen|løst|gjenopprettet|genoprettet|löst
          |åtgärdat|rozwiązan\w+|usunięt\w+|przywrócon\w+)
        | 復旧|解消|解決(?!策)|恢复正常|恢復正常|(?:故障|事件)(?:解决|解決|关闭|關閉|恢复)
        """,
    }
)
_WEAK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "started_at": rf"""
        \bfirst\s(?:\w+\s){{0,2}}?(?:errors?|failures?|timeouts?|failed\s\w+|impact|crash(?:es)?|5\d\ds?)\b
          (?!\s(?:report|alert|complaint|ticket|page))
        | \bfirst\s(?!attempt|try|restart|fix|rollback|deploy|run|retry|test|mitigation|hotfix|customer\sreport)\w+
          \s(?:fail|time\sout|are\srefused)\b
        | \b(?:customers?|users?|clients?)\s(?:\w+\s){{0,2}}?(?:see|saw|get|got|experienced?
          |hit)\s(?:\w+\s){{0,2}}?(?:{_TROUBLE}|fail\w*)\b
        | \b(?:error\s(?:rates?|ratio)|errors|failures|timeouts|latency|response\stimes?)\b
          (?:(?!\s(?:in|with|of)\s)[^.;,]){{0,30}}?
          \s(?:rises?|rose
          |rise|spikes?|spiked|increases?|increased|climbs?|climbed|jumps?|jumped|go(?:es)?\s(?:up|from)|went\sup)\b
        | \b(?:starts?|started|begins?|began)\s(?:to\s(?:fail|time\sout|crash|drop|return|refuse|reject|melt|lag
          |stall|hang|disconnect|flap|error|throw\s\w+)|(?:failing|crashing|timing|dropping|refusing|rejecting|stalling
          |hanging|disconnecting|flapping|erroring|throwing|returning\s(?:\w+\s)?(?:errors|5\d\ds?)|melting))\b
        | \b{_PEOPLE}\s(?:\w+\s)?(?:starts?|started|begins?|began)\s(?:to\s(?:see|get|experience|hit|receive)|seeing
          |getting
          |experiencing|hitting|receiving)\s(?:(?!fewer\b|less\b|no\b)\w+\s){{0,2}}?(?:{_TROUBLE}|fail\w*|5\d\ds?)\b
        | \b{_SERVICE}\s(?:goes|went|is|becomes?|became)\s(?:\w+\s)?(?:down|offline|unresponsive|unreachable|unavailable
          |inaccessible|read-only|overloaded|unhealthy|unstable)\b
        | (?<!\bwe\s)(?<!\bi\s)(?<!errors\s)(?<!alerts\s)(?<!attack\s)(?<!traffic\s)(?<!failures\s)(?<!timeouts\s)
          \b(?:stops?|stopped)\s(?:being\s\w+|responding|arriving|updating|replicating|syncing|working|answering)\b
        | \b(?:erste[rn]?\s(?:\w+\s)?(?:fehler|störung)|premi[eè]res?\s(?:erreurs?|pannes?)|primer(?:os
          |as)?\s(?:errores|fallos?)|primeir[oa]s?\s(?:erros?|falhas?)|prim[io]\serror[ei]|eerste\sfout
          |første\sfeil|første\sfejl|första\sfel|pierwsz[ey]\sbłęd)
        """,
        "mitigated_at": r"""
        \b(?:roll(?:ed\s|-?\s?)?back|revert)\b[^.;]{0,40}?\b(?:complete[ds]?|finishe[sd]|done)\b
        | \b(?:rolled\sback|reverted|failed\sover(?!\s(?:back|to\s(?:the\s)?original)))\b
        | \b(?:is|are|was|were)\s(?:\w+\s)?back\s(?:on\sthe\sold|in\splace)\b
        | \b(?:hot-?)?(?:fix|patch)\b(?:\s[\w.#-]+){0,3}?\s(?:deployed|applied|shipped|released|live|in\splace)\b
        | \b(?:deployed|applied|shipped|released)\s(?:(?:an?|the)\s)?(?:\w+\s)?(?:hot-?)?(?:fix|patch)\b
        | \bfix\shas\sbeen\simplemented\b
        | \bfail-?over\b[^.;]{0,40}?\b(?:complete[ds]?|finishe[sd]|done)\b
        | \b(?:flags?|features?|toggles?|retries|experiments?|jobs?)\b(?:\s[\w-]+){0,4}?\s(?:(?:turned|switched)\soff
          |disabled|unpublished)\b
        | \b(?:(?:turned|switched)\soff|disabled)\s(?:[\w-]+\s){0,3}?(?:flags?|features?|toggles?|retries
          |experiments?)\b
        | \bwork-?around\b[^.;]{0,30}?\b(?:in\splace|applied|deployed|active)\b
        | \b(?:zurückgerollt|contourné\w*|contournement\sen\splace|revertid[oa]s?|teruggedraaid|rullet\stilbake
          |rullet\stilbage|återställ\w+|wycofan\w+)
        | 切り戻し(?:が)?完了|ロールバック(?:が)?完了|回滚完成|回滾完成
        """,
        "resolved_at": rf"""
        \b(?:incident|outage|issue|problem|alerts|everything)\b(?:\s\w+){{0,3}}?\s(?:recovered|cleared?|fixed
        |resolved)\b
        | ^\W*(?:fixed|recovered){_SET_OFF}|\bbeen\snormal\sfor\b
        | \b(?:fully|completely)\s(?:recovered|restored|resolved)\b
        | \b(?:everything|all|dashboards?|checks|graphs|metrics)\s(?:\w+\s){{0,3}}?(?:green|healthy|fine)\sagain\b
        | \ball\s(?:[\w-]+\s){{1,3}}are\s(?:green|healthy)\b
        | \bsite\sis\sfully\sback\b
        | \ball\s(?:\w+\s)?(?:customers|users|regions|services|systems)\s(?:have\s|are\s)?recovered\b
        | \b(?:services?|systems?|traffic|everything
          |operations?)\b(?:\s\w+){{0,3}}?\s(?:restored|recovers|recovered|normal)\b
        | \b(?:success|conversion|availability|throughput|crash-free|hit)(?:\s(?:rates?|ratio))?\s(?:(?:is
          |are)\s)?(?:recovers
          |recovered|back\s(?:at|to|above)\s(?:100|9\d)(?:[.,]\d+)?\s?%)
        | \b(?:queue|backlog)\s(?:is\s)?(?:empty|drained|worked\soff)\b
        | \b(?:back\s(?:at|to)|return(?:s|ed)?\sto)\s(?:(?:its|their|the)\s)?(?:normal|usual|baseline
          |expected\slevels?|zero)\b
        | \b(?:errors?|error\srates?|latency|traffic|memory|cpu|load)\s(?:is\s|are\s)?(?:normal|at\szero|stable)\b
        """,
    }
)
_CHANGE: Final = (
    r"\b(?:deploy\w*|roll-?\s?out|roll(?:ed|s)?\sout|releas\w*|upgrad\w*|migrat\w*|maintenance|backup|restor\w*"
    r"|roll-?back"
    r"|fail-?over|investigat\w*|drill|tests?|canary|restart\w*|(?<!stops\s)(?<!stopped\s)respon[sd]\w*|process"
    r"|workstream|review\w*|call|bridge|channel"
    r"|room|management|meeting|analysis|command\w*|handling|mitigation|recover\w*|report\w*|fix\w*|patch\w*"
    r"|merge[sd]?|snapshot|scale-?up|attempt\w*|retry|debug\w*|triage|ticket)\b"
)
_TOLD_LATER: Final = (
    r"\b(?:again|further|also|as\swell|once\smore|another|continu\w*|still|shows?|showed|found|find\sout|discover\w*"
    r"|learn\w*"
    r"|turns?\sout|in\shindsight|looking\sback|later|earlier|ago|already|since|yesterday|last\s(?:night|week)"
    r"|conclu\w*|confirm\w*|realis\w*|realiz\w*"
    r"|(?:un)?likely|should|would|could|might|whether|declare[sd]?|reports?\sof)\b|,\stoo\b|\?"
)
_AT_ANOTHER_TIME: Final = (
    r"\b(?:at|since|from|until|by|around|about|um|seit|à|depuis|alle|kl\.?)\s[0-2]?[0-9][:.h][0-5][0-9]\b"
)
_UNNOTICED: Final = (
    r"\b(?:nobody|no\sone|unnoticed|muted|suppress\w*|silenc\w*|ignored|swallowed|auto-?resolve\w*|false\salarm"
    r"|unacknowledged)\b"
)
_ANOTHERS: Final = (
    r"^\s*(?:add|create|write|build|need|todo|consider)\b|\b(?:unrelated|whether|anybody|anyone|asks?|asked|wonders?"
    r"|should"
    r"|would|could|drill|exercise|again|pending|times?\sout|timed\sout|another\s(?:team|service)\S*|not\sours"
    r"|that\s(?:he|she|they)\shad|the\swrong\s(?:team|person|channel|rotation|on-call)|last\sweek\S*|yesterday\S*"
    r"|test\senv\w*|added\sas)\b"
    r"|\b(?:alert|alarm)s?\b[^.;:]{0,40}\b(?:removed|deleted|disabled|(?:switched|turned)\soff|tuned|lowered|renamed"
    r"|adjusted|reviewed|added)\b"
)
_CUSTOMER: Final = (
    r"\b(?:customers?|clients?|users?)(?:'s)?\s(?:\w+\s){0,2}$"
    r"|\b(?:packets?|messages?|segments?|writes?|brokers?|producers?|consumers?|jobs?)\s(?:\w+\s){0,2}$"
)
_NO_ACK: Final = (
    r"\b(?:automatic\w*|bots?|tcp|timeout|lost|missing|all\salerts|status\s?page|to\sthe\scustomers?|in\sadvance)\b"
)
_HEARSAY: Final = (
    r"\b(?:alert\w*|alarm\w*|paged|pager\w*|pages\s(?:@|on-call|the)"
    r"|report(?!s\s(?:time\sout|are\s|fail|load|cannot|stop))\w*|says?|said|tells?|told|flags?|flagged"
    r"|notic\w*|tickets?"
    r"|complain\w*|inform\w*|aware|announc\w*|declar\w*|posts?|posted|publish\w*|tweet\w*"
    r"|investigating|respond(?:s|ed)?\sto|e-?mail\w*\b(?!\s(?:stop|are|cannot|fail))|monitor\w*|probe"
    r"|detect\w*|reali[sz]\w*|again|still|last\s(?:week|month|night|year)|yesterday)\b"
)
_CALM: Final = (
    r"\b(?:all\s(?:is\s)?(?:fine|ok|good|clear|well)|works?\sagain|to\snormal|recovered|no\s(?:errors|problems))\b"
)


def _compiled(sources: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return {key: re.compile(source, re.VERBOSE | re.IGNORECASE) for key, source in sources.items()}


@cache
def milestone_patterns() -> Mapping[str, re.Pattern[str]]:
    """Return for each milestone, in order, what an entry says that is it."""
    return _compiled(_PATTERNS)


@cache
def weak_patterns() -> Mapping[str, re.Pattern[str]]:
    """Return what tells a milestone where no entry tells it plainly: trouble, what was done against it, its absence."""
    return _compiled(_WEAK)


@cache
def trouble() -> re.Pattern[str]:
    """Return what fails, in words that need no alert to be trouble."""
    return re.compile(rf"\b{_FAILS}\b", re.IGNORECASE)


@cache
def change() -> re.Pattern[str]:
    """Return what begins without being the incident: a deploy, a rollout, an investigation."""
    return re.compile(_CHANGE, re.IGNORECASE)


@cache
def told_later() -> re.Pattern[str]:
    """Return what makes the start in the same sentence one that is known in hindsight, or trouble that goes on."""
    return re.compile(_TOLD_LATER, re.IGNORECASE)


@cache
def at_another_time() -> re.Pattern[str]:
    """Return what gives another time of day than that of the entry."""
    return re.compile(_AT_ANOTHER_TIME, re.IGNORECASE)


@cache
def unnoticed() -> re.Pattern[str]:
    """Return what makes an alert before it one that nobody saw."""
    return re.compile(_UNNOTICED, re.IGNORECASE)


@cache
def anothers() -> re.Pattern[str]:
    """Return what makes an alert in the same sentence another's, a later one, or none."""
    return re.compile(_ANOTHERS, re.IGNORECASE)


@cache
def no_ack() -> re.Pattern[str]:
    """Return what makes an acknowledgement in the same sentence a machine's, or one that did not come."""
    return re.compile(_NO_ACK, re.IGNORECASE)


@cache
def hearsay() -> re.Pattern[str]:
    """Return what makes trouble known by somebody, so that it began before, or older than the incident."""
    return re.compile(_HEARSAY, re.IGNORECASE)


@cache
def calm() -> re.Pattern[str]:
    """Return what makes a report one of good news."""
    return re.compile(_CALM, re.IGNORECASE)


@cache
def of_customer() -> re.Pattern[str]:
    """Return what makes an acknowledgement right behind it a customer's, or a machine's."""
    return re.compile(_CUSTOMER, re.IGNORECASE)
