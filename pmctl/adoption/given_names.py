"""Names by which a word in brackets is known to be a person, and words that stand there for a thing.

The lists were put together by hand: given names that are frequent in the countries in whose languages postmortems are
read, and among engineers from elsewhere; frequent surnames of Japan and China; products, and words of urgency. A name
that is not among them is still an owner where the document says that it is a person, or where others stand as well.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from pmctl.adoption.actions_words import VERBS

_MOST_WORDS_OF_A_ROLE: Final = 3

_GIVEN: Final = """
    aaron abby abdul abdullah abigail adam adele adi adrian adriana agata agnes agnieszka ahmad ahmed aicha aiden
    aiko aileen aisha aiyana ajay akash akemi akiko akio akira akshay alan alana alba albert alberto aldo alec
    alejandra alejandro aleksander aleksandr aleksandra alena alessandra alessandro alessia alex alexa alexander
    alexandra alexandre alexandros alexei alexey alexia alexis alfonso alfred alfredo ali alice alicia alina alisa
    alison alistair allan allen allison alma alok alonso alvaro alyssa amanda amar amara amber amelia amelie amina amine
    amir amira amit amrita amy ana anaïs anand ananya anastasia anders andre andrea andreas andrei andres andrew andrey
    andrzej andré andrés andy anette angel angela angelica angelika angelo angus anil anika anita anja anjali anke ann
    anna annabel anne annelise annemarie annette annie annika anouk ansgar anthony antje anton antonella antoni antonia
    antonin antonio antony anu anya aoife ari ariadna ariana ariel arild arjan arjun armin arnaud arne arno arnold
    arthur arturo arun arvid arvind asa ashley ashok asif asta astrid atle audrey augusto aurelie aurélie
    austin avery axel ayesha ayo ayumi ayşe åsa åse
    barbara barry bart bartek bartosz basil bastian beata beate beatrice beatriz becca becky bella ben benedict benedikt
    benita benjamin benny benoit benoît bent bernadette bernard bernardo bernd bernhard bernt bert berta bertil bertrand
    beth bethany betsy bettina betty bianca bill billy birgit birgitta birgitte bjarne bjorn bjørn björn blake blanca bo
    bob bobby bodil bogdan bonnie boris borja bozena brad bradley brandon brenda brendan brent bret brian bridget
    britta brooke bruce bruno bryan bryce burak børge
    caio caitlin calvin cameron camila camilla camille can carina carl carla carlo carlos carmen carol carola carolin
    carolina caroline carolyn carsten cary casey cassandra catalina catarina caterina catherine cathy cecilia cecilie
    cedric celia celine cemal cesar chad chandra chantal charles charlie charlotte chelsea chen chiara chinedu chloe
    chris christa christel christian christiane christina christine christoph christophe christopher cindy claire
    clara clarissa claudia claudio claus clement clemens clément cleo clive clément cody colette colin colleen connie
    connor conny constance constantin cora corinna corinne cornelia cory craig cristian cristiano cristina cristobal
    curt curtis cynthia céline
    daan dag dagmar dagny daisy dalia damian damien damir dan dana daniel daniela daniele daniella danielle danilo
    danny daphne darek daria dario darius darko darren daryl dave david davide dawid dean debbie deborah deepa deepak
    deirdre delphine denis denise dennis denys derek desiree detlef devon diana diane didier diego dieter dietmar dilip
    dimitri dimitris dina dinesh dirk divya dmitri dmitriy dmitry dolores dominic dominik dominika dominique don donald
    donna dora doreen dorian doris dorota dorothea dorothy dorte dorthe doug douglas drew duncan dustin dylan
    eamon ebba eckhard ed eddie edgar edith eduard eduardo edward edwin eero egil eileen einar eirik eitan ekaterina
    elaine eleanor elena eleni eleonora eli elia elias elif elin elina elio elisa elisabeth elise elizabeth ella elle
    ellen ellie elliot elliott elmar eloise elsa else elsie elvira elżbieta emanuel emeka emil emilia emilie emiliano
    emilio emily emma emmanuel emmanuelle emmy emre endre enrico enrique enzo eoin eric erica erich erick erik erika
    erin erling ernest ernesto ernst erwin esben espen esra estelle esteban ester esther ethan etienne eugen eugene
    eugenia eunice eva evan eve evelyn evert ewa ewan ezra
    fabian fabiana fabien fabienne fabio fabrice fabrizio fadi faisal faith fanny farah farid farida fatima fatou fatma
    federica federico felicia felicity felipe felix feliks femke fernanda fernando filip filipa filippo finn fiona flo
    flora florence florent florian floris folke fran frances francesca francesco francis francisca francisco franco
    francois franz françois françoise frauke fred freddie freddy frederic frederick frederik frederike fredrik freya
    freja frida frieda friedrich frits fritz frode
    gabor gabriel gabriela gabriele gabriella gabrielle gail gareth gary gaspard gaurav gavin geert geir gemma geoff
    geoffrey georg george georges georgia georgina gerald geraldine gerard gerardo gerd gerhard gerrit gert gertrud
    ghislain gianluca gianni giles gilles gina giorgia giorgio giovanna giovanni gisela gita gitte giulia giulio
    giuseppe gladys glen glenn gloria goran gordon grace graham grant grazyna greg gregor gregory greta gretchen grethe
    grigory grzegorz gudrun guido guilherme guillaume guillermo gunnar gunther gustav gustavo gwen gökhan göran günter
    günther
    haakon hakan hal haley halvor hamid hamza hana hanna hannah hanne hannes hannu hans hans-peter harald haris harold
    harriet harris harry haruka haruki haruto hasan hassan hedda hedvig heidi heike heiko heiner heinrich heinz helen
    helena helene helga helge helle helmut hendrik henk henning henri henriette henrik henrique henry herbert herman
    hermann hilda hilde hiroki hiroko hiroshi hisham holger holly horst howard hubert hugh hugo humberto hussein håkan
    håkon hüseyin
    ian ibrahim ida idris ignacio igor ilan ilaria ilias ilja ilona ilse ilya iman imran ina ines inga inge ingeborg
    ingemar inger ingmar ingo ingrid ingvild inés iñigo ioana ioannis ira irena irene irina iris irma isaac isabel
    isabella isabelle isaiah isak isha ismael ismail istvan ivan ivana ivar ivo iwona izabela
    jaap jack jackie jackson jacob jacopo jacqueline jacques jaime jakob jakub jamal james jamie jan jana jane janet
    janice janina janine janne janos janusz jared jarek jarle jaroslav jaroslaw jasmin jasmine jason jasper javier jay
    jayne jean jeanette jeanne jeff jeffrey jelena jenna jennifer jenny jens jeremy jeroen jerome jerry jesper jesse
    jessica jessie jesus jill jim jimena jimmy jin jo joachim joan joana joanna joanne joao joaquin jochen joe joel joep
    joey johan johann johanna johannes john johnny jon jonah jonas jonathan jonny joost jordan jordi jorge jorgen joris
    jose josef josefin josefine joseph josephine josh joshua josie josip josé joy joyce joão juan juanita judith judy
    juha juho jukka jules julia julian juliana juliane julie julien juliet juliette julio julius jun junko juraj
    jure jussi justin justina justine justyna jutta jörg jörn jørgen jérôme jürgen
    kacper kai kaito kaja kamal kamil kamila kana karel karen kari karim karin karina karl karla karol karolin karolina
    karsten kasia kasper kat katarina katarzyna kate katerina katharina katherine kathleen kathrin kathryn kathy katia
    katie katja katrin katrine katya kaveh kavita kay kayla kazuki keiko keith keiko ken kenji kenneth kenny kenta kenya
    kerry kerstin kevin khaled khalid kiran kirill kirsten kirsti kirstin kjell kjersti klaas klara klaudia klaus knud
    knut koen koji konrad konstantin kostas krista kristen kristian kristin kristina kristine kristoffer kristof
    krishna krzysztof kumar kunal kurt kwame kyle kyoko kåre
    lakshmi lamar lana lara larissa larry lars lasse laszlo laura laure lauren laurence laurent lauri laurie lea leah
    leandro lech lee leena leif leila lena leni lennart leo leon leona leonard leonardo leonie leonor leonora leroy les
    leslie leszek lev lewis li lia liam liana lidia lieke lieselotte lila lili lilian liliana lilly lily lin lina linda
    lindsay lindsey line linn linnea linus lionel lisa lisbeth lise liss liv livia liz lizzie lloyd lluis loan lois lola
    lorena lorenz lorenzo loretta lori lorna lorraine lothar lotta lotte lou louis louisa louise lourdes luc luca lucas
    lucia luciana luciano lucie lucien lucinda lucy ludo ludovic ludwig luigi luis luisa luise luiz luka lukas lukasz
    luke luna lydia lynn lynne lúcia lucía léa léo
    maarten maciej madeleine madison mads mafalda magda magdalena maggie magnus mahmoud mai maiko maja makoto malcolm
    malgorzata malin malte mamadou mandy manfred manish manoj manon manu manuel manuela mara marc marcel marcela marcelo
    marcin marco marcos marcus marek maren margaret margareta margarita margarete margit margot margrethe mari maria
    mariam marian mariana marianna marianne marie marie-claire marieke mariella marijke marika marin marina mario marion
    marisa marit marius mariusz marjan marjorie marko markus marlene marsha marta marte martha marthe martin martina
    martine marty marvin mary mary-ann maryam masha mason mateo mateus mateusz mathias mathieu mathilde mathis matias
    matilda matilde mats matt matteo matthew matthias matthieu mattias maurice mauricio maurizio mauro max maxim maxime
    maximilian maxine maya mayumi megan mehdi mehmet mei meike mel melanie melina melinda melissa mercedes meredith
    merete merle mette mia micha michael michaela michal michał michel michela michele michelle mick mieke miguel mihai
    mika mike mikhail mikael mikko mikolaj mila milan milena miles milo milos mina minh mira miranda mireille mirek
    miriam mirjam miroslav misha mitchell miyu mo moa mohamed mohammad mohammed mohan mohsen mona monica monika monique
    morgan moritz morten moses mohit muhammad mukesh murat murray mustafa myles myriam małgorzata
    nabil nadia nadine nadja nala nam nana nancy naoko naomi nasser nastya natalia natalie natalya natasha nate nathalie
    nathan nathaniel naveen ned neha neil nell nelly nelson nia niall nico nicola nicolai nicolas nicole nicoletta niek
    niels nigel nihal nik nika nikhil nikita niklas niko nikola nikolai nikolaj nikolaos nikolas nils nina nisha nitin
    noa noah noam noel noelia noemi noor nora norbert noriko norma norman nuno nuria
    octavia octavio odd ofelia oksana ola olaf olav ole oleg oleh olena olga oliver olivia olivier olle olof oluf
    oluwaseun omar oona oriol orlando oscar oskar osman otto oumar ove owen øystein øyvind özgür
    pablo paige pam pamela paola paolo pascal pascale patrice patricia patricio patrick patrik patrycja patti patty paul
    paula paulina pauline paulo pavel pavol pawel paweł payal pedro peggy pekka penelope penny per perry pete peter
    petra petri petter petteri phil philip philipp philippa philippe phillip phoebe pia pierre piet pieter pietro pilar
    piotr pooja prakash pranav prasad pratik preben priya priyanka przemek
    quentin quinn
    rabea rachel radek radoslaw rafael rafaela rafal raffaele rafał ragnar ragnhild rahim rahul raimund raina raj raja
    rajesh rakesh ralf ralph ram rama ramon ramona randi randy rania ranjit raphael raquel rasa rashid rasmus raul ravi
    raymond rebecca reggie regina regine reiko reiner reinhard reinhold remi remy rena renata renate renato rene renee
    renzo rené reza rhys ricarda ricardo riccardo richard rick rickard ricky rikard rikke riko rita rob robbie robert
    roberta roberto robin rocio rod rodney rodrigo roel roger rogerio rohan rohit roland rolf roman romain romeo ron
    ronald ronja ronny rory rosa rosalie rosanna rosario rosemary rosie ross roswitha roxana roy ruben rudi rudolf rui
    rune rupert rurik ruslan russell ruth ruud ryan ryo ryota ryszard rémi rémy
    saanvi sabina sabine sabrina sachin sadie said saida sal salim sally salma salman salvador salvatore sam samantha
    sami samir samira samuel samuele sana sander sandeep sandra sandrine sandro sandy sanjay sanna sanne santiago santos
    sara sarah sari sascha sasha saskia satoshi satu saurabh savannah scott sean sebastian sebastien sébastien selena
    selim selma sepp serena serge sergei sergey sergio sergiy seth severin shane shannon sharon shaun shawn sheila
    sheryl shilpa shinji shiori shiv shreya sibylle sid siddharth sidney siegfried sienna sigfrid signe sigrid sigurd
    silas silje silke silvan silvana silvia silvio simon simona simone sindre siobhan siri sissel siv slawomir sofia
    sofie solange solveig sonia sonja sophia sophie soren souleyman spencer stacey stacy stan stanislav stanislaw
    stanisław stefan stefania stefanie stefano steffen stein steinar stella sten stephan stephane stephanie stephen
    stéphane stéphanie steve steven stewart stian stig stine stuart sue suleiman sumit sunil sunita suresh surya
    susan susana susann susanna susanne susie suzanne svein sven svenja svetlana swati sybille sylvain sylvester
    sylvia sylvie szymon søren sören
    tadashi takashi takeshi takumi tal tamar tamara tammy tania tanja tanya tara tariq taro tarik tatiana tatjana taylor
    ted teddy teresa terje terrence terri terry tess tessa thea theo theodor theodora theodore theresa therese thibault
    thierry thijs thilo thomas thor thorsten tiago tibor tiffany tilda tilman tim timo timothy timur tina tine tobias
    toby todd tom tomas tomasz tomek tomislav tommaso tommy tomoko tone toni tony tor torben tord tore torsten tove
    tracey tracy travis trevor trine tristan trond troy trudy truls trygve tuomas turid tyler tyrone tuva tór
    uche udo ugo ulf uli ulla ulrich ulrik ulrika ulrike uma umar umberto ursula usha ute uwe
    vadim valentin valentina valeria valerie valerio valery vanessa vanja vasco vasily vegard venkat vera verena
    veronica veronika veronique vibeke vicente vicki vicky victor victoria vidar vijay vik vikas viktor viktoria vilde
    ville vilma vinay vince vincent vincenzo vinod viola violet violeta virginia virginie vishal vitor vittorio vivek
    vivian viviana vivien vlad vladimir volker volodymyr véronique
    wafa waldemar walid walter wanda wanjiru ward wayne wei wendy wenche werner wieslaw wiktor wilfried wilhelm
    willem william willy wilma wim winfried winston wladimir wojciech wolf wolfgang wouter
    xander xavi xavier ximena
    yael yan yann yannick yara yaroslav yasmin yasmine yasser yehuda yolanda yoko yosef yoshi youssef yu yui yuji
    yuka yuki yuko yulia yuri yuriy yusuf yusuke yves yvette yvonne yıldız
    zac zach zachary zack zahra zainab zara zbigniew zed zeynep zhang zhao zoe zofia zoltan zoran zoé zuzana
    álvaro ángel élodie émile émilie éric étienne íñigo óscar łukasz
"""

_USUAL_WORDS: Final = """
    angel art asa can carol chase chelsea christian constance dag dan dawn dean don drew earl else eve
    faith frank gene glen grace grant guy harmony hope iris jack jasmine jay jean jordan joy kay ken kit lance
    lane les line lily lin loan lois mark mason max may mel mercedes miles mo moa nam nana ned nelson nova olive
    odd ola ole one or pat patience paris penny per phoenix pia pierce pilar ram rasa ray reed rich rob robin rod
    rose ross ruth sal sam sandy sari serge sid sky sol sue summer tal tone tor trace troy van vanessa violet ward
    wei will wolf yan yu zed
"""
"""Given names that are words of a language as well, or shorter than one is sure of."""

_ONLY_WITH_A_CAPITAL: Final = (
    "art chase earl frank gene guy hope jude kit lance lane mark max pat pierce reed rich ross"
)
"""Names among those that are usual words, and that are missing above."""

_SENTENCE_BEGINS: Final = (
    "art chase christian faith gene grace grant harmony hope iris joy lance mark max paris phoenix rich rose sky "
    "summer van ward will wolf"
)

_SURNAMES: Final = """
    佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 斎藤 斉藤 齋藤 清水
    山崎 阿部 池田 橋本 山下 石川 中島 前田 藤田 後藤 小川 岡田 村上 長谷川 近藤 石井 坂本 遠藤 藤井 青木 福田 三浦 西村
    藤原 太田 松田 原田 岡本 中野 中川 小野 田村 竹内 金子 和田 中山 石田 上田 森田 柴田 酒井 工藤 横山 宮崎 宮本 内田
    高木 安藤 谷口 大野 丸山 今井 高田 藤本 武田 村田 上野 杉山 増田 小島 平野 大塚 千葉 久保 松井 野口 菊地 木下 佐野
    野村 松尾 菅原 新井 渡部 杉本 桜井 小松 大西 星野 古川 浜田 吉川 川口 飯田 秋山 永井 本田 矢野 松村 菊池 早川 福島
    服部 大橋 小山 川崎 荒木 石原 栗原 松岡 黒田 樋口 望月 片山 尾崎 小田 堀内
    张三 李四 王五 张伟 王伟 李娜 王芳 李伟 王静 张敏 李静 王丽 李强 张静 王强 刘洋 王磊 张磊 李军 张勇 李明 王明
    小明 小王 小李 小张 老王 老李 老张 小陈 小刘
"""
_KOREAN: Final = "김이박최윤권황홍송한장임조정강오신서"
_KOREAN_GIVEN: Final = "민지서준하수영현진우은호석희경태재성동훈연아윤도빈혁철숙미예나리람솔별규원혜유주소정상선"
"""The first syllable of a surname, and what given names are made of; a word that has all three is a name."""

_TEAMS: Final = (
    "sre, sres, the sres, dba, dbas, devops, ops, secops, netops, sysops, itops, noc, soc, on call, oncall, on calls, "
    "on call engineer, on call engineers, all on calls, incident commander, incident commanders, everyone, everybody, "
    "all, all teams, all engineers, all developers, engineers, developers, team leads, tech leads, "
    "engineering managers, product owner, product owners, management, "
    "helpdesk, help desk, service desk, support desk, customer support, customer service, customer success, "
    "customer care, technical support, "
    "alle, todos, tous, tutti, iedereen, alla, wszyscy, 全員, 全员, 所有人, 전원"
)
"""Teams, and roles of postmortems, which stand for nothing else before an action."""

_DEPARTMENTS: Final = frozenset((
    "support", "hr", "human resources", "legal", "marketing", "sales", "finance", "procurement", "purchasing",
    "facilities",
))  # fmt: skip
"""Teams that may be what something is about as well."""

_ROLES: Final = """
    accounting backend communications compliance customer data database dba design dev development devops devs docs
    engineering facilities finance frontend helpdesk hr infra infrastructure it legal marketing netops network noc ops
    operations platform procurement product purchasing qa reception sales secops security sre storage support sysops
    systems warehouse
"""
_ROLES_OF_PERSONS: Final = """
    admin administrator admins analyst architect commander coordinator desk developer developers director engineer
    engineers lead leader leads manager managers officer operator operators owner ops support supervisor team
"""
"""Departments, and what people of them are called: owners beside a day, where they can be nothing else."""

_LOOKED_AFTER: Final = "backend data database dba docs frontend storage warehouse owner leads lead"
"""Departments and persons among those that are called like what they look after, or like what stands above a name."""

_THINGS: Final = """
    airflow akamai alertmanager alerting amazon android angular ansible apache api apollo argo argocd athena atlassian
    aurora aws azure backend backlog bamboo beta bigquery bitbucket blocker build canary cassandra celery ceph chef
    chrome clickhouse cloud cloudflare cloudwatch confluence consul critical database datadog debian debezium dev
    docker docs done draft dynamo dynamodb ecs edge eks elastic elasticsearch email envoy epic etcd external fargate
    fastly firefox firebase firewall flink fluentd flux frontend gateway gcp gerrit git github gitlab go golang google
    grafana gradle graphql gunicorn hadoop haproxy hazelcast helm heroku hive honeycomb html http https hudson idea
    immediate influx internal ios istio jaeger java javascript jenkins jira kafka karpenter keycloak kibana kinesis
    kong kotlin kubernetes kustomize lambda later launchdarkly legacy linkerd linux logstash long loki low lua macos
    major mariadb maven medium memcached mesos metrics microsoft minio minor mobile mongo mongodb monitoring mysql
    nagios nats neo netlify newrelic nexus nginx nice node nomad now okta openshift opensearch openstack ops optional
    oracle
    packer pagerduty php pilot planned postgres postgresql prod production prometheus proposed puppet pulumi pulsar
    python quick rabbit rabbitmq rails react recommended redis redshift required rest riak rollbar route ruby runbook
    rust safari salt scala scylla sentry short sidekiq simple slack snowflake soon spanner spark splunk spinnaker spring
    sql sqlite squid stackdriver staging step stretch stripe swift systemd teams tempo temporal terraform thanos today
    todo tomcat tomorrow traefik travis twilio typescript ubuntu unicorn urgent uwsgi varnish vault vercel vitess vmware
    vue web windows wordpress yes zabbix zipkin zookeeper zoom
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december spring autumn winter high priority phase part option stage team
    appendix lessons learned server servers service services queue cluster
    hoch niedrig mittel dringend optionell haute basse moyenne urgente optionnel alta baja media baixa opcional bassa
    høy lav middels valgfri hög låg valfri produksjon produktion producción produção produzione
    必須 任意 完了 未定 短期 中期 長期 高 中 低 済 済み 優先 緊急 重要 本番 本番環境 検証 検証環境 開発 不要 予定
    対応 検討 検討中 調査 調査中 自動 手動 参考 継続 随時 別途 同上 仮 案 確認 確認中 高可用 长期 可选 必选 紧急 次要
    生产 生产环境 测试 预发 自动化 已完成 进行中 全部 必需 建议
"""
"""Products, places to deploy to, and words of urgency: what stands in brackets behind an action and is nobody."""

_ENDS_OF_TEAMS: Final = "crew squad guild desk office department staff"
"""Behind a word of what they do or where they are, these are a part of the firm."""
_NO_TEAM: Final = (
    "new more all any every other extra additional some no our the each microsoft open which what standing brief "
    "pay thank move rewire rewrite visit warn mehr neue neues"
)
"""With these before it, it is something that is looked after, or anybody."""


def is_given_name(word: str) -> bool:
    """Return whether a word is a given name that is known; in small letters only if it is nothing else."""
    folded = word.casefold().partition("-")[0]
    return folded in (_names() if word[:1].isupper() else _names_only())


def is_east_asian_name(text: str) -> bool:
    """Return whether a text is a name in Chinese, Japanese or Korean that is known, or a surname before one."""
    text = text.replace(" ", "").replace("\u3000", "")
    if not text.isalpha():
        return False
    if len(text) == 3 and text[0] in _KOREAN:
        return all(syllable in _KOREAN_GIVEN for syllable in text[1:])
    return len(text) <= 6 and any(text[:length] in _surnames() for length in (2, 3)) and not text.endswith(("案", "化"))


def is_thing(word: str) -> bool:
    """Return whether a word that may look like a name is a product, a place to deploy to, or a word of urgency."""
    return word.casefold() in _things()


def is_usual_word(word: str) -> bool:
    """Return whether a given name begins sentences as another word as well: "Max: 3 retries"."""
    return word.casefold() in _SENTENCE_BEGINS.split()


def is_team(text: str) -> bool:
    """Return whether words before a colon or a dash say whose it is, without naming a person: "SRE", "Everyone"."""
    names = text.casefold().replace("-", " ").replace("/", " and ").replace("&", " and ").split(" and ")
    return all(name.strip() in _teams() for name in names)


def is_department(text: str) -> bool:
    """Return whether words in bold before what is asked for say whose it is, unlike before a topic: "Legal"."""
    return text.casefold() in _DEPARTMENTS


def is_role(text: str) -> bool:
    """Return whether words that stand beside a day say whose it is by a part in the firm: "QA", "Site lead"."""
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS_OF_A_ROLE or not all(word.replace("-", "").isalpha() for word in words):
        return False
    last = words[-1].casefold()
    if len(words) == 1:
        return words[0][0].isupper() and last in _roles()
    is_asked = words[0].casefold() in VERBS or words[0].casefold() in {"no", "with", "by", "for", "not"}
    return last in _ROLES_OF_PERSONS.split() and not is_asked


def is_unit(text: str) -> bool:
    """Return whether words that stand where others have a name may be a part of the firm: "Data platform", "Legal"."""
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS_OF_A_ROLE or not words[0][0].isupper() or words[0].casefold() in VERBS:
        return False
    if len(words) > 1 and words[-1].casefold() in _ENDS_OF_TEAMS.split():
        return words[0].casefold() not in _NO_TEAM.split()
    return words[-1].casefold() in _roles() and words[-1].casefold() not in _LOOKED_AFTER.split()


@cache
def _roles() -> frozenset[str]:
    return frozenset(_ROLES.split()) | frozenset(_ROLES_OF_PERSONS.split())


@cache
def _teams() -> frozenset[str]:
    return frozenset(name.strip() for name in _TEAMS.split(","))


@cache
def _names() -> frozenset[str]:
    return frozenset(_GIVEN.split()) | frozenset(_ONLY_WITH_A_CAPITAL.split())


@cache
def _names_only() -> frozenset[str]:
    return _names() - frozenset(_USUAL_WORDS.split()) - frozenset(_ONLY_WITH_A_CAPITAL.split())


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_SURNAMES.split())


@cache
def _things() -> frozenset[str]:
    return frozenset(_THINGS.split())
