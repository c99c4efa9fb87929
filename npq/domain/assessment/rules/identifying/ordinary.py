"""Words that are also names of schools, trusts, towns and people, and what stands beside names. All in lower case."""


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


SMALL = _words("the of and for at in on by to a an with de la le")

SCHOOLS = _words("""
    academies academy aided all boys campus catholic ce centre church cofe college community controlled england
    first form foundation free girls grammar high infant infants jewish junior juniors lower methodist middle
    muslim nursery prep preparatory primary rc roman school schools secondary sixth special studio technical
    through upper va vc voluntary
""") | _words("c e")
"""What the name of a school says of its kind."""

TRUSTS = _words("""
    alliance charitable collaborative company diocesan diocese education educational family federation
    foundation group learning limited ltd mat multi network partnership trust trusts
""")
"""What the name of a trust says of its kind."""

TITLES = _words(
    "mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev revd reverend fr father sister canon"
)

NEVER_ALONE = _words("""
    april art august autumn bishop black british chair chancellor chief christmas clerk dean december deputy
    director easter england english february friday governor head heads history january june march master maths
    may monday music november october ofsted page principal reader reading saturday science september spring
    summer sunday teacher thursday tuesday wednesday white winter
""")
"""Words that are written with a capital in the middle of a sentence although they are nobody's name."""

BEFORE_PLACES = _words("""
    across around at beyond central east from greater in near north of outside serving south throughout to
    towards west
""")

ABBREVIATIONS = _words("""
    act aea ahp aht ap apa asd ats bame bme btec camhs ceo cfo coo cpd cpo cst dbs dfe dht dsl eal ebacc ebd ect
    ects eef ehcp ehcps ehe elsa elt esfa eyfs fe fft fsm fte gcse gdpr gp gps hlta hmi hmt hr ict it itt kpi ks
    ks1 ks2 ks3 ks4 ks5 la lac lado las lea leps lgb lsa mat mats mfl mfls mis ncetm neet nga nhs nle npq npqel
    npqh npqs npqsl ofsted ott pa pan pe pgce phse plp plt pp ppa pru psa pshe pta qts rag raise re rpa rsc rse
    rshe rwm saf sat sats scitt sdp sef semh sen senco send sendco sip slc slcn slt ssat stem sts tas tlc tlr
    tlrs tsh ucl uk un usa vat who
""")
"""Initials that every leader of a school writes, whatever a trust is called."""

ORDINARY = (
    SMALL
    | SCHOOLS
    | TRUSTS
    | NEVER_ALONE
    | TITLES
    | _words("""
    abbey ability abundance academic acorn advance adventure aim aims alder all ambition anchor angel apple arch
    archway ark arrow ash aspen aspiration aspirations aspire aspiring athena atlas aurora avenue badger balance
    bank banks bar barking barley barn barnes baron barrow bath battle bay beach beacon beam bear beck bee beech
    belief believe bell bells best better beyond bill birch bird birds blackbird blossom blue bluebell boat bob
    bold bond book border bough boundary bower branch brave bread bridge bridges bright brighter broad brook
    brooks brown bud build builder building bull burn bury bush butler buttercup butterfly button calm camp
    candle cape cards care caring carol carpenter carter castle cause cave cedar central challenge chance change
    chapel chapter charity chase chestnut child children choice christian circle city clay clear cliff cloud
    clover coach coal coast cobalt coin cold collective combe comet common compass compassion confidence connect
    connected consilium cook cooper copper coral core corn corner cottage country county courage court cove
    create creation creative crescent crest crook cross crossing crossways crown cup curlew cypress daisy dale
    dance dare dawn day deal dean deep deer delta den dew diamond dick dignity discover discovery diverse dock
    dolphin dove down downs dragon drake dream drew drive duck dune dyer eagle earl early earth east eden edge
    elder elements elevate elm ember emerald empower enable endeavour endurance energy engage enquire enrich
    enterprise equal equity ernest esteem estuary ethos ever evolve exceed excel excellence explore explorer
    faber faith falcon falls farm farmer felicity fell fence fern field fields finch fir fire fish fisher
    flagship flame fleet flint flora flower focus ford forest forge fort forward foundry fountain fowler fox
    foxglove frank free freedom friend friends frost fulfil future futures gale garden gardens gate gates
    gateway gather gay gem gene gentle giant gift gill glade glass glebe glen globe goal gold golden goldfinch
    good goose grace grain grand grange granite grant grass gray great green grey grove grow growing growth
    guardian guide gull guy hall ham hand hands hank happy harbour hard hare harmony harp harrow hart harvest
    haven hawk hawthorn hay hazel heart hearth heath heather hedge height heights help herald herb heritage hero
    heron hill hills hillside hilltop holly holm holy home honest honesty honey hook hope horizon horizons horn
    horse hound house hugh humble hunt hunter ideal imagine impact include inclusion inclusive independence
    infinite infinity innovate inquire insight inspiration inspirational inspire inspiring integrity iris iron
    island ivy jack jade jasmine jay jean jewel josh journey joy jubilee judge june juniper just justice keep
    kelly kestrel key keys keystone kind kindness king kingdom kingfisher kings kit kite knight know knowledge
    lady lake lakes lakeside lamb lamp lance lane lantern larch lark latitude laurel lavender law lay lead
    leader leaders leading leaf leap lee legacy levels liberty life lift light lighthouse lily lime limes link
    links lion lions lisp little live lock lodge long look lord love low loyal magna magpie maid main manor
    maple marble mark market marlin marsh marshal martin mason meadow meadows mentor mercer merchant mercy mere
    meridian merit merlin mike mile miles mill miller mills mind minds minster mission mistletoe moat moon moor
    more morning moss mount mountain mullion myrtle nature nelson nest new nexus nick nightingale noble norm
    north nova nurture oak oaks oakwood oasis ocean odyssey old olive one opal open opportunity orange orb
    orchard orchid order osprey otter oval owl palace palm parade paradise park parker parks parkside parliament
    partner partners passage pat path paths pathway pathways patience peace peak peal pear pearl peel peer peg
    penny people pepper perry pheasant phoenix pier pierce pike pilgrim pine pines pinnacle pioneer pitch place
    plain plane planet play pleasant plover point pole polygon pond pool poplar poppy port porter possibility
    post potential potter pound power pride priest primrose prince princess priors priory prize progress promise
    proud prudence purple pursuit quarry quay queen queens quest rain rainbow raise ramp ranch range ranger
    raven ray reach red reed reef regent renaissance resolve respect rest rice rich ridge right rise rising
    river rivers riverside road rob robin rock rocket rod roman root roots rope rose rosemary roses round rowan
    roy royal ruby rugby rush russet rust rusty ruth rye sage sail sailor saint sale salmon salt sand sandbox
    sands sandwich sandy sapphire savage saxon sea seagull seal seaside seasons secret seed seeds senate shade
    share shared sharp shepherd shield shine shining ship shore short shrub silver singer sketch skill skills
    skipper sky skylark slate smart smith snow snowdrop solar song sonny source south spark sparkle sparrow
    spectrum spencer spire spires spirit spruce square squire squirrel stable staple star starling stars start
    steel step stepping steps stew stone stones stork storm strand stratford stream street strength strive
    strong success sue summer summit sun sunflower sunrise sunset swale swallow swan sweet swift sycamore
    synergy tailor talent tame tanner target tea teal team ted temple terry thames think thistle thorn thorns
    thought thrive tim together tony torch tower towers town trade tree trees triangle trinity triumph true
    truth tulip turner turnpike turtle twist union unite united unity universal unlock upland vale valley value
    values venture vicar victor victory view village vine vineyard violet virtue vision visions vista voice
    voyage wade wagtail walk walker wall walnut ward ware warren warrior washing water waters waterside wave way
    ways weald weaver well wells west whale wheat wheel whole wild wilderness will williams willow willows win
    wind window wing wings wisdom wise wish wit wolf wood woodland woodlands woodpecker woods woodside wool
    words work works world wren wright yard yarn yarrow year yew yield young zenith zest
""")
)
"""Words that mean something in lower case, so that they are names only where they are written as names."""
