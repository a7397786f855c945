"""Words which say that a line, or a label, is not about the incident of a document itself."""

from __future__ import annotations

import re
from typing import Final

from pmctl.postmortem.patterns import lazy_pattern

OTHER_INCIDENT: Final = lazy_pattern(
    r"(?<![^\W_])(?:similar(?:ly)?|previous(?:ly)?|prior|related|see|cf|duplicates?|like|unlike|earlier|last|next|another"
    r"|others?|follows?|follow[-\s]up|past|former(?:ly)?|old|vgl|siehe|wie|ähnlich\w*|frühere?\w?|voir|comme|similaires?"
    r"|précédente?|véase|como|anterior(?:es)?|tidligere|tidigare|lignende|liknande|som|zie|zoals|vorige|eerdere?)"
    r"(?![^\W_])|参照|関連|類似|前回|참조|유사|이전",
    re.IGNORECASE,
)
"""What speaks of another incident."""

OTHER_LEVEL: Final = lazy_pattern(
    r"(?<![^\W_])(?:initial(?:ly)?|original(?:ly)?|first|start(?:ing|ed)?|before|was|proposed|suggested|requested|expected"
    r"|estimated|potential(?:ly)?|possible|would|could|should|might|max(?:imum)?|min(?:imum)?|worst|thresholds?|limits?"
    r"|triggers?|triggered|pol?ic(?:y|ies)|criteri(?:a|on)|definitions?|scales?|examples?|notes?|eg|options?|choose|choices?"
    r"|select|one|either|or|alerts?|alerting|alarms?|pag(?:e|es|er|ing)|monitor(?:s|ing)?|notif\w+|tickets?|bugs?|cves?"
    r"|vulnerabilit\w+|findings?|vendors?|upstream|downstream|providers?|customers?|clients?|suppliers?|third|aws|azure|gcp"
    r"|google|cloudflare|github|channel|room|queue|id|ids|number|no|ref|reference|key|link|url|code|name|title|slug"
    r"|runbooks?|playbooks?|templates?|process|procedure|slas?|slos?|services?|support|component|host|target|until|from|to"
    r"|needed|required|requires?|mandatory|if|when|whenever|for|above|below|under|over|not|never|tests?|drill|exercise"
    r"|todo|details?|dependenc\w+|slack|jira|log|logs|logging|security|risks?|exposure|said|says|anfangs|zuerst|ursprünglich|beispiel|schwelle|schwellwert|alarmstufe|alarmierung|meldung|hinweis|seuil|alerte"
    r"|exemple|umbral|alerta|ejemplo|terskel|varsel|varsling|eksempel|tröskel|larm|exempel|drempel|voorbeeld)(?![^\W_])"
    r"|例|閾値|しきい値|アラート|当初|初期|旧|元|예시|임계|알림|알람|초기|最初|警报|阈值",
    re.IGNORECASE,
)
"""What makes of a label one of a level that is not that of the incident, or not the last one."""
