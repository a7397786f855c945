"""Words that make a milestone doubtful which other words of a timeline's entry seem to tell.

A proposal that is wrong costs more than none. So a question, an opinion, a plan, a part of the whole and somebody
else's incident tell no milestone, nor does a mitigation that a later entry shows to have been none. The lists are made
of public postmortems and of the languages of the section headings.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

LONGEST: Final = 600
"""Characters of an event that are looked at for doubts."""

_SENTENCE_END: Final = r"[.;!?](?=[\s\"”'’)]|$)|[。；！？\n]"

_DENIED: Final = r"""
  (?:\b(?:no|not|never|without|nobody|none|nothing|un|yet|will|would|should|could|might|may|until|once|if|unless|before
        |when|to|be|than|expect\w*|try|tries|tried|trying|attempt\w*|partial\w*|partly|half|nearly|almost|whether
          |anybody
        |anyone|nicht|kein\w*|noch|ohne|bis|teilweise|scheinbar|fast|wenn|falls|pas|non|aucun\w*|sans|jamais
          |partiellement
        |presque|si|quand|sin|ning[uú]n\w*|parcialmente|casi|não|ainda|sem|nenhum\w*|quase|nessun\w*|senza|parzialmente
        |quasi|niet|geen|zonder|gedeeltelijk|deels|bijna|ikke|ingen|uten|uden|delvis|nesten|næsten|inte|utan|nästan|nie
        |bez|częściowo|prawie|czy)\b|n't\b)(?:\s[\w'’@-]+){0,5}\s*$
  | \b(?:first|second|another|one|two|three|four|five|\d+)\s(?:[\w-]+\s){0,2}?(?:regions?|cells?|zones?|shards?|nodes?
    |hosts?|clusters?|servers?|pods?|customers?|users?|tenants?|attempts?|services|systems)(?:\s\w+){0,2}\s*$
  | \b(?:(?-i:EU|US|APAC|EMEA)|[a-z]{2}-(?:[a-z]+-)?(?:east|west|north|south|central)\w*(?:-\d)?)\b[^.;]*$
  | (?:[未没沒无無不尚仍]|部分|逐步|预计|預計|一部|ほぼ|暫定)[^\s、。，]{0,4}$
"""
# What stands in a sentence with words that tell an end makes it none.
_UNCERTAIN: Final = r"""
  [?？]|^\W*(?:is|are|was|were|do|does|did|can)\b
  | \b(?:think|thinks|thought|believe\w*|hop(?:e[sd]?|efully|ing)|seem\w*|appear\w*|apparent\w*|presum\w*|prob(?:ab)?ly
    |maybe|perhaps|possibl[ey]|likely|suspect\w*|assum\w*|suppos\w*|expect\w*|guess\w*|claim\w*|allegedly|optimistic
    |(?:looks?|looked|sounds?|feels?)\s(?:like|as|good|ok|normal|fine|healthy|stable|better)
    |under\sthe\simpression|because\s(?:\w+\s){1,4}(?:died|down|stopped|fail(?:s|ed)|crashed|muted|off))\b
  | \b(?:propos\w*|plan(?:s|ned|ning)?|want\w*|wish\w*|agree\w*|criteri\w+|eta|estimat\w*|discuss\w*
    |consider\w*(?!\s(?:the\s(?:incident|outage)\s)?(?:as\s)?(?:healthy|resolved|fixed|closed|over|stable|normal))
    |debat\w*|potential\w*
    |suggest\w*|recommend\w*|a?wait\w*|ask\w*|wonder\w*|whether|would|should|could|might|may|will|can|cannot|going\sto
    |about\sto|soon|tomorrow|scheduled?|next\sstep|once|if|unless|until|only\s(?:when|after|if|once)|so\sthat|pr|mr
    |pull\srequest|merge\srequest|review|draft\w*|decid\w+\sto|prepar\w*|ready\sto|try|tries|tried|trying|attempt\w*)\b
  | \b(?:no|not|never|nobody|none|nothing|neither|without\s(?:effect|success)|fail(?:s|ed)?\sto|unable|instead\sof)\b
      (?!\s(?:longer|more|further|errors?|failures?|impact|new))|n't\b
  | \b(?:wrongly|falsely|mistake\w*|by\saccident|accidental\w*|erroneous\w*|premature\w*|too\s(?:early|soon)|unrelated
    |drill|exercise|rehears\w*|simulat\w*|dry[\s-]run)\b|\b(?:of|to|in|on)\sthe\swrong\b
  | \b(?:yesterday\w*|last\s(?:week|month|night|year|quarter|time)\w*|the\ssame|similar|known\sissue|years?\sago
    |previous(?!\s(?:version|release|build|deploy|state|config|image|commit|tag|revision|value|setting))\w*
    |in\s(?:january|february|march|april|june|july|august|september|october|november|december)|ruled?\sout
    |(?:find|found|read|learn\w*|remember\w*|recall\w*|turns?)\s(?:out\s)?that)\b
  | \b(?:status\s?page|vendor|provider)\s(?:\w+\s)?(?:says|said|shows?|claims?)\b
  | \b(?:partial\w*|partly|in\spart|some|half|major(?:ity)?|most|mostly|many|several|few|main|almost|nearly|temporar\w*
    |for\snow|only|except|apart\sfrom|remain\w*|remainder|duplicate|subset|percent
    |sub-?systems?|components?)\b
  | (?<![\d.,])(?!100(?:[.,]0)?\s?%|0(?:[.,]\d+)?\s?%|(?:(?<=\bback\sto\s)|(?<=\bback\sat\s)|(?<=\bback\sabove\s)
    |(?<=\bback\sover\s)|(?<=\brecovers\sto\s)|(?<=\breturns\sto\s))9[5-9](?:[.,]\d+)?\s?%)\d{1,3}(?:[.,]\d+)?\s?%
      |\b(?!100\s)\d+\s(?:out\s)?of\s(?:the\s)?\d+\b
  | \b(?:one|two|three|four|five)\sof\s(?:the\s)?(?:two|three|four|five|\w+s)\b
  | \b(?:staging|canar(?:y|ies)|sandbox|test\s(?:system|env\w*)|briefly|momentar\w*|for\sa\swhile|locally|on\smy
    |but|however|though|although|aber|mais|pero|mas|maar|men|ale)\b
  | \b(?:teilweise|größtenteils|scheinbar|anscheinend|vermutlich|vorläufig|hoffentlich|wohl|offenbar|zum\steil
    |soll(?:te)?|wird|geplant
    |partiellement|en\spartie|apparemment|sera|devrait|espère|parcial\w*|aparentemente|debería|será|deve|deveria
    |parzial\w*|apparentemente|dovrebbe|sarà|gedeeltelijk|deels|blijkbaar|waarschijnlijk|zou|wordt|delvis|trolig
    |antagelig\w*|sannsynligvis|skal|förmodligen|troligen|ska|sandsynligvis|częściowo|prawdopodobnie|chyba|będzie)\b
  | 部分|一部|見込|見通し|予定|思われ|らしい|ようだ|可能性|はず|と判断し|预计|預計|可能|应该|應該|似乎|大概|逐步|计划
"""
_OF_OTHERS: Final = r"""
    \b(?:vendors?|(?:cloud\s)?providers?|suppliers?|third[\s-]part(?:y|ies)|upstream|partners?|carriers?|isp|telcos?
    |hosters?
    |aws|amazon|azure|microsoft|gcp|google|cloudflare|fastly|akamai|stripe|adyen|paypal|twilio|okta|auth0|github|heroku
    |ovh|hetzner|equinix)\b[^.;]*$
  | \btheir\s(?:\w+\s){0,2}$ | \b(?:cause|reason|culprit|trigger|solution)\s(?:(?:is|was|has\sbeen)\s)?$
"""
_FAILS: Final = (
    r"(?:fail\w*|errors?|5\d\d(?:s|\ss)?|5xx|tim(?:es?|ed|ing)[\s-]?outs?|timeouts?|crash\w*|down|full|empty|slow\w*"
    r"|stuck"
    r"|unreachable|unavailable|offline|broken|breaks?|refus\w*|reject\w*|declin\w*|degraded|stale|dead|dropp?(?:ed|s"
    r"|ing)?"
    r"|miss(?:ing|ed)|los(?:t|es|ing)|high|elevated|red|wrong|alert\w*|alarm\w*|fire[sd]?|firing|trigger\w*|page[sd]?"
    r"|rises?"
    r"|rising|rose|climb\w*|grow\w*|grew|spik\w*|increas\w*|jump\w*|affected|impacted|hang\w*|hung)"
)
_TROUBLE: Final = (
    r"(?:(?:5xx|5\d\d|errors?|failures?|timeouts?|problems?|issues?|alerts?|latenc(?:y|ies)|symptoms?|outage|impact"
    r"|crashes"
    r"|declines|complaints|lag|queue|backlog|faults?|loss|ours|they|it|situation)(?:\srates?)?)"
)
_GOES_ON: Final = rf"""
    \b(?:do|does|did|is|are|was|were|has|have|had|will|can|could)(?:\s?not|n['’]t)\s(?:\w+\s){{0,2}}?(?:help|work
    |chang|hold
    |fix|improv|solv|resol|mitigat|stop|recover|over|gone|better|last|restor|enough|back|bring|any|clear)\w*
  | \b(?:no|little|any)\s(?:\w+\s)?(?:change|effect|improvement|success|difference|result|luck|avail|relief)\b
  | \bwithout\s(?:effect|success|result|change)\b|\bunchanged\b|\bunresolved\b|\bin\svain\b|\bto\sno\savail\b
  | \bnot\s(?:yet\s)?(?:fully\s|completely\s)?(?:resolved|fixed|over|solved|mitigated|recovered|restored|gone|back
    |working|enough)\b|\bit\sis\snot\b
  | \bstill\s(?!(?:\w+\s){{0,2}}?(?:monitor\w*|watch\w*|observ\w*|keep\w*|normal|fine|ok|okay|green|healthy|stable|good
    |works?|up|low|zero|back|unknown|unclear|investigat\w*|look\w*|search\w*|clean\w*|drain\w*|recover\w*|catch\w*
    |fall\w*|drop\w*|shrink\w*|needs?|to)\b)
  | \b(?:as|like)\sbefore\b|\b(?:the\s)?same\s(?:error|result|problem|symptom)s?\b
  | \b(?:latency|latencies|load|cpu|memory|lag|queue|errors?|rates?|times?|timeouts?|pages?|site|service)\b
    (?![^.;]{{0,30}}\b(?:normal|low|fine|ok|green|zero|down|drops?|falls?|work\w*|fast|healthy|succeed\w*|reachable
      |available
      |load\w*
      |up|online|back|respond\w*)\b)
    [^.;]{{0,30}}\bagain\b | \bback\sup\s(?:to|at)\s\d+(?:[.,]\d+)?\s?(?:m?s|sec\w*|min\w*|x)\b
  | \b{_FAILS}\s(?:(?!up\b|work|fine\b|green\b|ok\b|healthy\b|back\b|normal|low|stop)\w+\s){{0,3}}?
    (?:again|once\smore)\b
  | \b(?:again|once\smore)\s(?:\w+\s)?{_FAILS}\b
  | \b{_TROUBLE}\s(?:\w+\s){{0,3}}?(?:persist\w*|recur\w*|reappear\w*|resum\w*|worsen\w*|(?:come|comes|came)\sback
    |goes\son|went\son|not\sover|keeps?\s\w+ing|kept\s\w+ing|(?:remain(?:s|ed)?|return(?:s|ed)?|(?:is|are|was
      |were)\sback)
        (?!\s(?:to|at|in|on|up|online|under|within|below|stable|normal|low|green|healthy|zero)\b)
    |continu\w+(?!\sto\s(?:drain|fall|shrink|drop|recover|improve|decrease|watch|work|run)))\b
  | \b{_TROUBLE}\s(?:is\s|are\s)?(?:high|elevated|rising|growing|ongoing)\b
  | \bours\s(?:do\s)?persist|\b\w+\scontinues?\s(?:on\sour\sside|for\s|after\s|despite\s)|\bremains?(?=\W*$)
  | \bre-?opened\b|\b(?:keeps?|kept)\s(?!watch|monitor|observ|look|work|an\s|on\swatch)\w+ing\b|\bworse\b
  | \band\s(?:climbs?|rises?|fails?|came|comes?|rose|failed|climbed)\s(?:back|again)\b|\bfailing\sagain\b
  | \b(?:nicht\sbehoben|weiterhin|immer\snoch|ohne\s(?:erfolg|wirkung)|toujours|sans\s(?:effet|succès)|non\srésolu
    |siguen?
    |sin\s(?:éxito|efecto)|continuam?|sem\s(?:efeito|sucesso)|persist\w+|senza\s(?:effetto|successo)|nog\s(?:steeds
      |niet)
    |zonder\s(?:effect|succes)|fortsatt|fortfarande|stadig|hjälpte\sinte|hjalp\sikke|uten\seffekt|nadal|wciąż)\b
  | 再発|再发|再次|仍|依然|未(?:解決|解决|恢复|復旧|解消)
  | (?:復旧|解消|解決|改善)(?:せず|しな|でき|していな|されな)|继续|持续|継続
"""
_UNDONE: Final = r"""
  ^\W*(?:\w+\s){0,2}fail(?:s|ed)?\b | ^\s(?:by\sitself|automatically|on\s(?:its|their)\sown)\b
  | ^\W*(?:(?!after\b|following\b)\w+\s){0,4}?for\s(?:an?|some|about|\d+)\s(?:\w+\s)?(?:second|minute|moment|while
    |hour)s?\b
  | ^\s(?:\w+\s)?(?:as|for)\s(?:an?\s)?(?:test|trial|experiment|debugging|duplicate)\b|^\s(?:\w+\s)?(?:that|which)\b
  | ^\s(?:\w+\s){0,2}?(?:in|for|on|at|to)\s(?:the\s)?(?:first|one|two|three|second|some|most
      |\d+)\b(?!(?:[.,]\d+)?\s(?:min|%))
  | ^\s(?:\w+\s){0,2}?(?:in|for|on)\s(?:the\s)?(?:(?-i:EU|US|APAC|EMEA)|[a-z]{2}-(?:[a-z]+-)?(?:east|west|north|south
    |central)|(?:version|release|v)\s?\d|staging|canary)|^\s(?:\w+\s){0,3}?wrong\b
  | ^\s(?:\w+\s)?for\s(?!all\b|every|good\b|both\b|the\s(?:incident|hour|day|time)|\d+\smin)
  | \b(?:stopp?|fail|crash|drop|die)\w*\s(?:\w+\s)?(?:after|within)\s(?:an?|one|two|three|some|\d+)\s(?:few\s)?(?:second
    |minute|hour|moment)s?\b
  | \bstall\w*|\bpremature|\btoo\s(?:early|soon)\b
  | \bthen\s(?:\w+\s)?(?:fail|fire|drop|ris|rose|climb|crash|return)\w*|\bbacklog\s(?:\w+\s){0,2}remains?\b
  | ^(?:\s?を?(?:せず|したか|需|しな|でき|していな|されな|見込|予定|作業|中|開始|方針|手順|対応|に向け
    |を?試|前|率|を目指))
  | ^(?:[的需]?(?:时间|要|計劃|计划|中|工作|方案|前))
"""


@cache
def denied() -> re.Pattern[str]:
    """Return what makes words right behind it say the contrary, a part of it, or something that is still to come."""
    return re.compile(_DENIED, re.IGNORECASE | re.VERBOSE)


@cache
def of_others() -> re.Pattern[str]:
    """Return what makes words right behind it tell of somebody else's incident, or of a cause."""
    return re.compile(_OF_OTHERS, re.IGNORECASE | re.VERBOSE)


@cache
def uncertain() -> re.Pattern[str]:
    """Return what makes an end in the same sentence a question, an opinion, a plan, another time's, or one in part."""
    return re.compile(_UNCERTAIN, re.IGNORECASE | re.VERBOSE)


@cache
def undone() -> re.Pattern[str]:
    """Return what makes an end that is told right before it none."""
    return re.compile(_UNDONE, re.IGNORECASE | re.VERBOSE)


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(_GOES_ON, re.IGNORECASE | re.VERBOSE)


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(_SENTENCE_END)


def goes_on(event: str) -> bool:
    """Return whether words say that an incident goes on, or that what was done against it did not help."""
    return _goes_on().search(event[:LONGEST]) is not None


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence begins and ends, exclusive, that a stretch of a text stands in; semicolons end one."""
    before = 0
    for found in _sentence_end().finditer(text, 0, LONGEST):
        if found.end() > start and found.end() >= end:
            return before, found.end()
        if found.end() <= start:
            before = found.end()
    return before, len(text)


@cache
def _other_way() -> re.Pattern[str]:
    # Who leaves one provider for another speaks of his own service.
    return re.compile(
        r"\b(?:switch\w*|moved?|failed\sover|rerouted)\s(?:\w+\s)?to\s(?:\w+\s){0,2}(?:provider|carrier|vendor|partner)\b",
        re.IGNORECASE,
    )


@cache
def _note() -> re.Pattern[str]:
    return re.compile(
        r"(?!(?:customer|user|client|vendor|support|provider|status|partner|statuspage)s?\b)@?[\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3}"
        r":\s[“\"][^“”\"]*[”\"](?:\s\(|\W*$)",
        re.IGNORECASE,
    )


def is_note(event: str) -> bool:
    """Return whether an event is what one of the responders wrote, as exports of incident tools give it: Mara: “…”."""
    return _note().match(event) is not None


def is_end_doubtful(text: str, start: int, end: int) -> bool:
    """Return whether the words around those that tell a mitigation or a resolution take it back, or leave a doubt.

    Args:
        text: an event, without Markdown's marks.
        start: where the words begin that tell it; `end` is where they end, exclusive.
    """
    text = text[:LONGEST]
    first, last = sentence_of(text, start, end)
    if text[end : end + 1] == ":" and text[start:end].casefold().startswith("workaround"):
        # What it is, such as "passwords only", does not say for whom.
        last = end
    is_quoted = text.count('"', 0, start) % 2 == 1 or text.count("“", 0, start) > text.count("”", 0, start)
    is_quoted = is_quoted and not is_note(text)
    return (
        is_quoted
        or denied().search(text[max(first, start - 60) : start]) is not None
        or of_others().search(_other_way().sub("", text[first:start])) is not None
        or uncertain().search(text[first:last]) is not None
        or undone().search(text[end:]) is not None
        or goes_on(text[end:])
    )
