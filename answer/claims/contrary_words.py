"""Pairs of general contraries in both languages: data for answer.claims.contraries."""

from __future__ import annotations

# Both sides of each pair: beginnings of words, or whole words where they end in "$".
PAIRS: tuple[tuple[str, str], ...] = (
    (
        "smallest small$ minor mineur little$ petit faible weak lowest low$ scarce poor$ pauvre$",
        "largest biggest large$ great$ greatest grand vast ample abondan main$ major$ majeur "
        "principal important strong highest high$ highly fort$ forte$ eleve rich$ riche$",
    ),
    (
        "expir end$ ended$ ends$ ceas terminat abolish suspend cess interromp suppri",
        "begin began begun start enter$ entered$ entry$ launch vigueur$ commenc facilit easier$ "
        "continu lance instaur",
    ),
    ("forced$ compel contraint oblig", "voluntar free$ willing gre$ volontair librement"),
    (
        "strengthen strong$ stronger$ solid$ solide gain gagne renforc consolid improv amelior "
        "prosper flourish thriv positive$ positif",
        "weak weaken fragil affaibl deteriorat degrad worsen aggrav stagn stall crumbl negative$ "
        "negatif",
    ),
    (
        "rais$ raises$ raised$ raising$ eleve$ elevent$ elever$ relev accro augment increas boost "
        "improv amelior",
        "lower lowers$ lowered$ abaiss baiss diminu decreas reduc reduit degrad worsen less$ "
        "fewer$ moins$ recul",
    ),
    ("closer$ closest$ rapproch", "apart$ eloign ecart distanc drift diverg"),
    ("join rejoin rejoint adher align step$", "ecart quit$ quitt leav left$ withdr retir diverg"),
    (
        "central crucial essenti key$ cle$ cles$ major vital",
        "marginal secondaire secondary minor accessoire peripher neglig",
    ),
    (
        "significant importan substant considerab large$",
        "neglig modest modeste minime insignifi marginal tiny infime",
    ),
    ("leader$ leaders$ pioneer pionnier file$", "laggard retardataire"),
    (
        "fight$ fights$ fought$ fighting$ combat lutt counter$ countering$ oppos",
        "support soutien soutenir soutient soutiennent financ fund$ funds$ funding$ encourag "
        "promot favoris back$ backs$ help aid$ aide$ aident$ aider$",
    ),
    (
        "gave$ gives$ given$ giv renounc renonc relinquish abandon dismantl",
        "keep kept$ conserv retain retenu gard maint",
    ),
    (
        "hosts$ hosted$ hosting$ heberg abrit accueill open ouvr creat cree$ creee$ crees$ creees$ "
        "creer$ found",
        "clos ferm shut dismantl demantel",
    ),
    (
        "ease$ eases$ eased$ easier$ facilit simplif",
        "complic compliq hamper hinder entrav difficil harder$",
    ),
    ("includ inclu compris", "exclud exclu"),
    ("foreign$ external exterieur etranger", "domestic intern interieur national"),
    ("success reussi fruit result$ results$ resultat", "fail echec echou stall peine$"),
    ("ample$ vast abondan abundant rich$ riche", "scarce rare$ rares$ pauvre poor$ manqu lack"),
    ("protect proteg shelter safeguard", "expos endanger threaten menac"),
    ("public$", "private$ prive$ privee$ privees$ prives$"),
    ("peace paix pacif", "war$ guerre conflict conflit"),
    ("acquir acquier obtain obtien", "gave$ give$ renounc renonc relinquish abandon dismantl"),
    ("increas augment rais hauss lengthen allong", "cut$ cuts$ abaiss shorten raccourc lower$"),
    (
        "begin begun began start enter$ entered$ entry$ launch vigueur$ commenc debut lance",
        "expir lapse finish complet achev termin conclude$ concluded$ exhaust epuis fin$",
    ),
    (
        "sign$ signed$ signe$ signee$ conclu adopt ratif join adher elect elu$ elue$ appoint nomm",
        "withdr retir resign demission quit$ quitt denonc left$ leav repeal abrog expir lapse",
    ),
    ("aboli suppri repeal abrog scrap", "reinstat restor retabli reintrodu introdu instaur"),
    (
        "prais salu$ salue$ saluent$ welcom applaud approuv approve felicit",
        "criticis criticiz critiqu condemn condamn denonc deplor reject rejet secret",
    ),
    ("confident hope hopes$ hoped$ espere esperent optimis", "doubt fear craint craign redout"),
    ("better$ higher$ meilleur mieux$ best$", "worse pire pires$ lower$ moins$"),
    (
        "slow ralenti lent$ lente$ lents$ lentes$",
        "fast quick rapid acceler shorten shrink raccourc",
    ),
    ("lenient indulgent", "severe strict harsh"),
    ("lawful legal$ legale$ valid upheld$ uphold", "unlawful illegal annul overturn"),
    ("secret secrete opaque", "transparen"),
    ("limited$ limite$ limitee$ restrict", "ample$ vast abondan abundant unlimited$ illimit"),
    (
        "frein ralenti hinder hamper entrav slow",
        "fluidif facilit ease$ eases$ eased$ easier$ speed accel",
    ),
    ("affaibli weaken", "strong stronger$ forts$ fortes$ strength renforc"),
)
