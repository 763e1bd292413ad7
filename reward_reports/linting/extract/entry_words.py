"""Words that tell entries of a list from names that are written as one word, such as YouTube."""

from __future__ import annotations

STARTERS = frozenset(
    """
    a all also although an and any are average because but can did do does during each every has have her his how however is its
    many median most never no nobody not number once our percentage proportion share some such the their there these they this
    those total was we were what when where whether which while who whose why
    """.split()
)
"""Words with which an entry or a sentence begins, and no second half of a name."""

FOLLOWERS = frozenset("and are as be can had has have is or returns was were which will = + -".split())
"""What comes behind the name of a variable, and seldom behind the first word of an entry."""

LEADERS = frozenset(
    """
    and argument attribute call called calls class classes column columns field fields flag function functions key let logged method
    methods named option or parameter parameters property read set sets setting variable variables
    """.split()
)
"""What comes before the name of a variable, and seldom before the last word of an entry."""

SMALL_WORDS = frozenset(
    "about above after against among before below between during each from into onto over than that their through under until upon when which while with within without".split()
)
"""Words that stay small in a title, of more than three letters."""

CODE_ENDINGS = frozenset(
    "api args at by cfg config down env envs fn func id idx ids in kwargs obs of off on os out params sql ui uid up uri url urls".split()
)
"""Last halves of names in programs."""

ENTRY_WORDS = frozenset(
    """
    absence abuse acceleration acceptance access accident accuracy action address adoption adult advertiser advice age agency
    agreement aid air alarm alert algorithm allergy amount angle animal annotator annual answer anxiety apartment apology
    appeal appendix applicant apprentice approval archive area arrest arrival article artist asset assistant attack attendance
    attention auction audience audit author authority autumn average baby backlog bail balance ban bank barrier baseline
    battery bed behaviour belief benefit bias bid bike bill billing birth block blood board boat body bonus book booking
    bottle bottleneck bounce braking branch breach breadth break brightness budget buffer bug building built burden bus
    business buyer calendar calibration call camera campaign cancellation candidate capacity capital car carbon card care
    career carer cargo cart case cash catalogue catch category cattle cause ceiling cell centre certificate chair chance
    change channel character charge charity chat check checkpoint chicken chief child children choice church cinema circle
    citizen city claim class classifier clerk click climate clinic clinician clock club cluster coach coal code coefficient
    coffee cohort collection collision colour column combination comfort command comment commission committee community
    commuter company comparison competition competitor complaint compliance component compost compute computer concentration
    concern concert condition confidence conflict congestion connection consent consequence constraint construction consultant
    consumption contact container content contest context contract contribution contributor control controller conversation
    conversion cooling copy core correction corridor corruption cost council counsel counter county couple courier course
    court cover coverage crash creator credit crew crime crisis criterion critic crop culture currency curriculum custom
    customer customs cut cycle cyclist daily damage danger data dataset date day deadline deaf deal dealer death debt decision
    decline defect definition degree delay delivery demand demonstration density department deployment deposit depot
    depression depth description design designer desk detail detection developer development deviation device diagnosis diesel
    diet difference difficulty digital direction director disabled discharge discount discrimination discussion disease
    display disposal dispute distance distribution district divergence diversity document dog dollar done door dose doubt
    downtime draft drainage drawn drink driven driver drop dropout drought duration dust duty dwell early earning ease east
    economy editor effect efficiency effort egg elderly election electricity elevator embarrassment emergency emission
    employee end energy enforcement engagement engine engineer entrance entry environment episode epoch equipment equity error
    escalation estimate ethics euro evaluation evening event everybody everything evidence exam examination example excess
    exchange exclusion executive exercise exit expectation expense experiment expert expertise explanation exploration export
    exposure extra eye face facility fact factory failure fairness fall family fare farm farmer fatigue fault favour fear
    feature fee feed feedback fertiliser field figure file film filter finance finding fine fire fish fix flag fleet
    flexibility flight flood floor flow foam focus font food foot force forecast forest form fortune forum foundation frame
    framework fraud freeway freight frequency friend frustration fuel function fund furniture future gain game gap garden gas
    gate gender general gift girl given glass goal government grade gradient grain grammar grid group grown growth guard
    guardian guest guidance guide guideline gun habitat hall hallucination hand hands harbour hard hardship hardware harm
    hazard head headcount headline headquarters headway health hearing heart heat height held helpfulness high hiring history
    hit holiday home honesty honour hope horizon hospital hotel hour house housing human humidity humour hygiene idea identity
    idle illness illumination image imbalance immigration impact implementation impression improvement incentive incident
    inclusion income index industry inequality infection inflation influence information infrastructure inhabitant initiative
    injury innovation input inspection inspector institution instruction instrument insulin insurer integrity intensity intent
    intention interaction interest interface interruption intersection interval intervention interview introduction inventory
    investment investor invoice irrigation isolation issue item jam janitor jitter job joint journalist journey judge
    judgement jump junction jury justice kept key keyword kilometre kind kitchen knowledge known label laboratory labour lack
    lake land landfill landing landlord lane language laptop large late latency latitude launch law lawyer layout lead leader
    leak learner leave lecture left legislation lender length lesson letter level lever librarian library licence license life
    lift light likelihood limb limit limitation line link liquid list listener literature litre livestock living load loader
    loan local location lock log long loop loss lost low loyalty luck luggage lunch machine made magnitude mail maintenance
    maker male malfunction management manager manipulation manual manufacturer map mapping margin market marketing mass match
    material maturity maximum mayor meal mean meaning measure measurement meat mechanic media median medication medicine
    medium meeting member memory mental menu merchant message met metal meter method metric midnight mile mileage military
    mind mine minimum minister ministry minor minority minute misalignment missed mission mistake mix mobility mode model
    moderator moisture moment money month monthly mood morale morning mortality motion motivation motive motor mouth move
    movement museum name nation nature navigation need negative neighbor neighbour neighbourhood nest network new newcomer
    newspaper night noise nothing notice novelty number nurse nutrient nutrition objection objective obligation observation
    obstacle occupancy offence offender offer office officer offline old ombudsman online onset opening operation operator
    opinion opportunity option orchard order organ organisation organization orientation origin oscillation other others
    outage outcome outlier output outreach oversight overtime overview owner ownership oxygen pace package packet page paid
    pain panel paper paragraph parameter parcel parent park parking parliament part participant participation particle partner
    passenger passing passport password past path patience patient pattern pause pay payment peak pedestrian peer penalty
    people percent percentage perception performance period permission permit person personality personnel perspective pest
    petition pharmacy phase phone phosphate photo phrase physician picture piece pig pilot pipe pitch place plagiarism plan
    planner planning plant plastic plate platform play player plot pocket poem point police policy politeness politician poll
    pollution pool popularity population portion position positive possession post potential poverty power practice precision
    prediction preference premium preparation presence preservation president press pressure prevention price principal
    principle print printer priority prison privacy prize probability problem procedure process processor product production
    productivity profession professor profile profit program programme progress project promotion prompt proof property
    proportion proposal prospect protection prototype provider provision public publication publicity publisher pulse pump
    punctuality punishment pupil purchase purity purpose qualification quality quantity quarter quarterly query question queue
    quiz quota race radar rail rain rank ranking rate rating ratio reach reaction read readability reader readiness reading
    readmission reason recall receipt recency reception recipe recipient recommendation record recourse recovery recruiter
    recycling reduction referee reference reform refugee refund refusal refuse region register registration regret regularity
    regulation regulator rehabilitation rejection relation relationship relative release relevance reliability relief religion
    remark remedy reminder removal renewal rent repair replacement reply report repository representation representative
    reputation request requirement researcher reserve reservoir residence resident residue resignation resolution resource
    respect response responsibility rest restaurant restriction result retail retention retirement retry return revenue review
    reviewer revision reward rework rhythm rice ride rider ridership right ring rise risk road robot robustness role rollback
    roof room rotation roughness round route routine row royalty rubbish rule rumour run rush sabotage safety salary sale
    sales salt same sample sanction satisfaction saturation scale scan scenario scene schedule scheme scholar scholarship
    school science scientist scope score scrap screen sea search season seat secretary section sector security seed seen
    selection self seller sense sensitivity sensor sent sentence sequence series server service session setting settlement
    severity sewage sex shade shape share shareholder sheep shelf shelter shift ship shipment shock shooting shop shopper
    shortage shortcut shot show shown sickness side signal silence similarity simulation simulator single site situation size
    skill skin sleep slice slip slot smell smoke snow social society soil sold soldier solution sound source space spam span
    speaker specialist species specificity speech speed spelling spend spending spent sport spot spread spring square
    stability stadium staff stage stakeholder stall stamp standard star start state statement station status stay steel
    steering step stiffness stock stop storage store storm story straw street strength stress stretch strike structure
    struggle student studio style subject subscriber subscription subsidy substance suburb success sum summary summer sun
    supervisor supplier supply support surface surgeon surgery surplus surprise surveillance survey survival suspension
    sustainability swing switch sycophancy symptom system table taken talent talk tank target tariff task taste tax taxi
    teacher teaching team technician technique technology temperature tenant tendency tension tenure term terminal territory
    test text theatre theft theme theory therapist therapy thickness third threat threshold throughput thumb ticket tide time
    timeliness timetable timing tip tissue title tobacco token toll tone tonne tool topic torque total tour tourist tower town
    toxicity toy trace track tracking trade trader tradition traffic tragedy train trainer training transaction transcript
    transfer transformer transit transition translation transparency transport trash travel treatment tree trend trial trick
    trigger trip troll troop trouble truck trust trustee trustworthiness truth tunnel turbidity turbine turn turnover tutor
    type uncertainty understanding unemployment union unit university update upgrade upload uptake uptime usage user
    utilisation utility utilization vacancy vacation vaccination validity valley value van variance variation variety
    vegetable vehicle velocity vendor venue verdict version veteran vibration victim victory video view viewer village
    violation violence visibility vision visit visitor vocabulary voice voltage volume volunteer vote voter voyage
    vulnerability wage wait waiting walk wall war ward warden warehouse warning waste watch watchdog water wave wealth wear
    weather web week weekly weight welfare well west wheat wheel wheelchair width wildlife wind window wing winter wish
    withdrawal witness woman women won word work worker workload workplace workshop world worn worry wound writer writing
    wrong yardstick year yield young youth zone
    """.split()
)
"""Words that often stand at the beginning or the end of an entry."""

ENTRY_ENDINGS = (
    "able", "ance", "ations", "ation", "cy", "ction", "ence", "ened", "eted", "ety", "hood", "ical", "ility", "ised", "ising", "ists",
    "ized", "izing", "lled", "ment", "ness", "osed", "pped", "red", "rity", "ship", "sion", "ssed", "ted", "tion", "ued", "uled", "ured",
    "vity", "wed", "wing", "yed", "ying",
)  # fmt: skip
"""Endings of nouns and participles, which are seldom the half of a name."""

KNOWN_NAMES = frozenset(
    """
    adaboost airbnb airraid alexnet alpacaeval alphacode alphafold alphago alphastar alphazero antmaze arenahard arxiv
    audioset autocad autogpt automl babyai bankheist battlezone beamrider beavertails bertscore bigquery biorxiv
    bipedalwalker bitbucket bittorrent blackberry blackrock blenderbot bluesky bookcorpus boolq buzzfeed carplay carracing
    cartpole catboost chatglm chatgpt choppercommand cleanrl clickhouse cliffwalking cloudflare cloudfront codecontests
    codellama coinrun commoncrawl commonsenseqa crazyclimber crossref dailydialog databricks datadog dataframe deberta
    deepmind deepracer deepseek deepspeed demonattack deviantart devops distilbert dmcontrol dockerhub docusign donkeykong
    doordash doubledunk dropbox duckdb duckduckgo easyjet ebay efficientnet elevatoraction elevenlabs empatheticdialogues
    eurostat evalplus facebook facetime factset fairlearn fastai fastapi fasttext fedex filemaker fishingderby
    fivethirtyeight flagcapture flashattention framenet freebsd freertos frozenlake gamestop geojson github gitlab godaddy
    gradio graphql halfcheetah harmbench hellaswag helpsteer hubspot huggingface humancannonball humaneval humanoidstandup
    icehockey icloud imagenet instagram instructgpt intellij inverteddoublependulum invertedpendulum ipad iphone ipod
    itunes javafx javascript jetblue jetbrains journeyescape jpmorgan jupyterlab kungfumaster langchain langgraph
    lasergates latex leetcode libreoffice lightgbm linkedin litellm livejournal lostluggage lunarlander macbook macos
    mailchimp mapreduce mariadb mastercard mathjax mathml mathqa matplotlib mediawiki medrxiv metamask metaworld microsoft
    minerl minigpt minigrid mlflow mobilenet mongodb montezumarevenge mountaincar movielens mspacman mujoco muzero myspace
    mysql namethisgame newscorp newsguard nosql notebooklm numpy nvidia onedrive onenote openai openalex openapi
    openassistant openbookqa openbsd opencl opencv opengl openhands openimages openllama openml openoffice openrlhf
    openrouter openshift openstack openstreetmap opensuse opentelemetry openvino pagerank paypal personachat pettingzoo
    playstation postgresql postscript powerbi powerpoint powershell pricewaterhouse pricewaterhousecoopers privateeye
    pubmed pybullet pycharm pypi pyspark pytest pytorch quicktime rabbitmq readthedocs realtoxicityprompts redhat
    redpajama researchgate resnet rewardbench rllib roadrunner roberta rstudio safetensors safetybench sagemaker
    salesforce scipy sentencepiece sharegpt sharelatex sharepoint slideshare smartthings snapchat soundcloud sourceforge
    spaceinvaders spacex spacy spinningup sqlalchemy sqlite stackexchange stackllama stackoverflow starcraft stargunner
    streetview surveymonkey swissprot sympy tabpfn taskrabbit techcrunch tensorboard tensorflow tensorrt thinkpad tiktok
    timepilot torchserve torchvision toxicchat tripadvisor triviaqa truthfulqa turbotax typescript ubereats ultrachat
    ultrafeedback unicef upndown videopinball virtualbox vmware vscode wavenet webassembly webgl webgpt weblate webmd
    webrtc webshop wechat whatsapp wikidata wikihow wikitext wildchat winogender wizardofwor wordnet wordpress xgboost
    xlnet yarsrevenge youtube youtuber youtubers zoominfo
    """.split()
)
"""Names that are written with a capital inside, in small letters: of programs, firms, environments and benchmarks."""
