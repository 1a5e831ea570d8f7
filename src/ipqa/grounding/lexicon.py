"""The small words and verb forms of English that the clauses of a sentence are told apart by.

Closed classes are listed in full as far as news uses them; of verbs only the irregular forms and
the common present ones. A verb that is not known leaves a sentence without its clause, so that it
passes only as a piece of its quote.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES = _words("a an the")
DETERMINERS = ARTICLES | _words("this that these those such its his her their our my your")
POSSESSIVES = _words("its his her their")
PREPOSITIONS = _words(
    """of in on at by for from to with within without into onto during since until before after
    under over above below between among against about across along through throughout towards
    toward upon via as like despite than behind near per around outside inside beyond because
    worth"""
)
CONJUNCTIONS = _words("and or but nor")
RELATIVES = _words("who which whom whose where")
SUBORDINATORS = _words("if unless although though when whenever whether once while whereas")
OPENERS = _words("after before because since until")
"""Prepositions that a clause may follow."""
BE = _words("am is are was were be been being")
HAVE = _words("has have had having")
DO = _words("do does did")
MOODS = {
    "will": "will", "shall": "will", "would": "would", "may": "may", "might": "may",
    "could": "may", "can": "can", "should": "should", "must": "must", "ought": "should",
}  # fmt: skip
NEGATIONS = _words("not never neither cannot")
ADVERBS = _words(
    """also still already now then so thus just even always often recently currently finally
    formally officially later soon again yet together far ever both once first
    too moreover however therefore indeed instead meanwhile nevertheless"""
)
GUARDS = _words(
    """if unless except alone hardly barely scarcely rarely allegedly reportedly supposedly
    possibly probably likely perhaps apparently falsely wrongly partly only mostly mainly nearly
    almost partially conditionally provisionally temporarily tentatively initially originally
    formerly previously jointly nominally"""
)
"""Words that narrow or weaken what a clause says: none may be lost."""
LY_NOUNS = _words("family supply reply ally assembly monopoly anomaly belly bully fly rally tally")
"""Nouns that end as an adverb does."""
WHEREABOUTS = _words("abroad online offline overseas worldwide nationwide here there")
"""Adverbs of place, which may be left out as those of manner may."""
PARTS = _words("most some many few several half none all each any both")
"""Quantifiers that "of the" may follow without another sense."""
MOMENTS = _words("each every last next")
"""Words that begin a time without a preposition: last year."""
PRONOUNS = _words("it them him her us he she they we i you who")
QUANTIFIERS = _words(
    """most some many few several half none no nobody nothing all every each any both either part
    third quarter hardly former alleged suspected proposed planned possible potential would-be
    future so-called attempted acting unlikely likely false fake counterfeit pirated draft
    temporary interim preliminary provisional partial conditional average median maximum minimum
    estimated expired retired incoming outgoing another"""
)
"""Words of a noun that may not be lost: how many, and whether it is one at all."""
STATUSES = _words("retired former incoming outgoing acting")
"""Words that tell whether somebody still holds an office; without them he is the same man."""
ORDINALS = _words("first second third fourth fifth sixth seventh eighth ninth tenth")
TELLING_ADVERBS = _words(
    """always often still already again recently now finally soon later officially formally so
    therefore thus instead together once ever"""
)
"""Adverbs that tell something, so that none may be added."""
ROLE_WORDS = _words(
    """deputy vice former acting assistant honorary senior junior associate interim executive chief
    general managing prime director president chairman chairwoman chairperson chair secretary
    minister counsel officer manager head ex co founding founder editor treasurer commissioner
    ambassador attorney judge justice professor"""
)
"""Words that make up a title, which is one thing: a deputy director is no director."""
AGENTS = {
    "chairman": "chair", "chairwoman": "chair", "chairperson": "chair", "chair": "chair",
    "head": "head", "host": "host", "director": "direct", "founder": "found", "owner": "own",
    "leader": "lead", "manager": "manage", "organiser": "organise", "organizer": "organize",
    "editor": "edit", "publisher": "publish", "winner": "win", "author": "author",
    "maker": "make", "producer": "produce", "operator": "operate", "creator": "create",
    "sponsor": "sponsor", "developer": "develop", "buyer": "buy", "seller": "sell",
    "successor": "succeed", "representative": "represent", "opponent": "oppose",
}  # fmt: skip
"""Those who do something, with the verb: whoever chairs a jury is its chairman."""
FRAMES = _words("role position job title post name")
"""Nouns of questions that say nothing: somebody's position is what he is."""
CONTENT_NOUNS = _words(
    """claim concern fact view belief hope fear doubt evidence proof sign report idea argument news
    allegation accusation rumour rumor statement warning promise conclusion finding suggestion
    assumption theory condition threat possibility risk opinion chance danger expectation
    suspicion complaint decision ruling agreement announcement prediction demand request proposal
    plan thought certainty likelihood impression notion guarantee assurance admission denial
    requirement rule order objection"""
)
"""Nouns behind which "that" begins what was claimed or feared, not what the noun did."""
REPORTING = _words(
    """say state note tell add report reveal remark mention explain stress announce point observe
    declare emphasize emphasise underline write"""
)
"""Verbs of speech that say no more than that something was said; one may stand for another."""
NEUTRAL = REPORTING | _words("provide show find know estimate confirm stipulate")
"""Verbs behind which a "that" clause is told as a fact."""
CURRENCIES = {
    "$": "$", "us$": "$", "usd": "$", "dollar": "$", "dollars": "$", "€": "€", "eur": "€",
    "euro": "€", "euros": "€", "£": "£", "gbp": "£", "pound": "£", "pounds": "£", "yuan": "yuan",
    "rmb": "yuan", "renminbi": "yuan", "cny": "yuan", "yen": "yen", "jpy": "yen", "¥": "¥",
    "₩": "won", "won": "won", "₹": "rupee", "rupees": "rupee", "reais": "real", "pesos": "peso",
    "hk$": "hk$", "hkd": "hk$", "hong kong dollars": "hk$", "a$": "a$", "australian dollars": "a$",
    "c$": "c$", "canadian dollars": "c$", "s$": "s$", "singapore dollars": "s$", "nt$": "nt$",
    "new taiwan dollars": "nt$", "nz$": "nz$", "new zealand dollars": "nz$",
}  # fmt: skip
SYNONYMS = {"enough": "sufficient", "film": "movie", "movies": "movie", "films": "movie"}

_IRREGULAR = """said:say told:tell held:hold gave:give given:give made:make took:take taken:take
    began:begin begun:begin came:come went:go gone:go got:get had:have put:put set:set cut:cut
    cost:cost let:let hit:hit led:lead left:leave lost:lose met:meet paid:pay read:read rose:rise
    risen:rise ran:run saw:see seen:see sold:sell sent:send shown:show spoke:speak spoken:speak
    spent:spend stood:stand thought:think understood:understand won:win wrote:write written:write
    bought:buy brought:bring built:build caught:catch chose:choose chosen:choose drew:draw
    drawn:draw fell:fall fallen:fall felt:feel found:find fought:fight forgot:forget grew:grow
    grown:grow heard:hear kept:keep knew:know known:know laid:lay lent:lend meant:mean
    overturned:overturn upheld:uphold withdrew:withdraw withdrawn:withdraw became:become
    broke:break broken:break dealt:deal did:do done:do drove:drive driven:drive ate:eat
    flew:fly hid:hide hidden:hide sought:seek shot:shoot shut:shut sank:sink stole:steal
    stolen:steal struck:strike swore:swear sworn:swear taught:teach threw:throw thrown:throw
    wore:wear worn:wear sued:sue agreed:agree freed:free shrank:shrink sang:sing sung:sing
    sprang:spring spread:spread beat:beat beaten:beat bore:bear bound:bind dug:dig
    lay:lie rode:ride shook:shake shaken:shake slid:slide split:split undertook:undertake
    undertaken:undertake foresaw:foresee oversaw:oversee overtook:overtake""".split()
IRREGULAR = dict(pair.split(":") for pair in _IRREGULAR)
_PRESENT = """work serve urge estimate begin cost carry show say state plan hope expect aim intend
    want seek claim believe think fear doubt deny describe call use need help include contain
    cover own run host lead chair direct head provide produce publish sell buy pay offer make take
    give hold sign hear uphold reject dismiss allow grant refuse award grow rise fall remain
    become come go stand protect infringe violate license stream distribute represent manage
    belong consist last open close join leave start stop end continue require demand order rule
    decide cooperate compare warn predict employ contribute account operate win lose note add tell
    mean appeal support oppose back name elect appoint lag exist live know find see reach play
    share face send build endeavor endeavour attract mark form hit reflect raise receive recognize
    recognise reduce refer register relate release rely remove reply request respond save search
    settle shape spend spread strengthen study submit succeed suggest supply threaten train treat
    turn vary view vote watch welcome write create deal define deliver design destroy develop
    discuss drive earn enable enforce enter establish examine exceed exclude expand explain export
    fail feature fight file fund gain generate get handle happen impose improve increase influence
    inform inspect introduce invest investigate invite involve issue judge lack matter meet move
    negotiate obtain occur pass perform permit prepare present prevent prohibit promise promote
    propose protest prove push answer apply approve argue arrive ask assess assist attack attend
    avoid ban bring broadcast celebrate change charge check collect combine complain comprise
    concern conclude conduct confirm consider copy cut decline defend depend detain detect
    determine differ disagree drop enjoy ensure exhibit expire extend guarantee illustrate import
    inspire insist keep lend let maintain monitor object organize organise participate pursue
    qualify renew replace resemble seize accelerate accommodate accompany accumulate acknowledge
    acquire adapt adjust administer admit adopt advise affect allocate analyze analyse anticipate
    appreciate arrange assemble assert assign assume attach attribute authorize authorise await
    betray cater cease certify characterize choose cite clarify classify coincide commemorate
    communicate compensate compete compile compose comprehend compute conceive condemn confer
    confront constitute consume contend contradict convene convert convey convince coordinate
    correspond cultivate dedicate deem demonstrate deploy deprive derive deserve devote
    differentiate digitize diminish disclose discover displace disrupt dissolve distinguish
    diversify dominate donate draw educate elaborate eliminate embrace emerge emphasize emphasise
    empower encompass encounter encourage endanger endorse enhance enlarge enrich entail entitle
    envisage erode escape evaluate evolve exaggerate exclaim execute exert explore express
    facilitate flourish follow forbid found fulfil fulfill harm hinder identify ignore imitate
    implement imply impede incorporate incur indicate induce initiate inherit innovate insert
    install institute integrate intensify interpret intervene invade invent invoke justify lay
    learn locate maximize mention merge migrate minimize mislead mobilize motivate multiply
    nominate notify occupy omit originate overcome oversee overlook owe perceive persuade pioneer
    please possess postpone preach precede predate prefer preserve preside press presume prevail
    prioritize proclaim prosecute prosper provoke publicize punish realize realise rebuild reclaim
    recommend recover recruit rectify recycle regain regulate reinforce reiterate reopen reside
    resign resist resolve restore restrict retain retire retrieve review revive revoke safeguard
    satisfy select sit simplify solve specialize specialise specify stipulate streamline subscribe
    sue suffer supervise surpass survive suspend sustain tackle teach tempt terminate testify
    thank thrive tighten tolerate transform translate transmit undergo undermine underpin
    undertake unite utilize utilise validate verify weaken widen withdraw withhold"""
PRESENT = {
    form: base
    for base in _PRESENT.split()
    for form in (base, f"{base[:-1]}ies" if base.endswith("ry") else f"{base}s", f"{base}es")
}
