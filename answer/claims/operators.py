"""Words that say how much, how often and how surely: a claim may not add them, nor drop its doubts.

"Only", "most", "a year", "reportedly": closed classes of either language, which change what is said
without changing what it is said of. Knows nothing of subjects, of passages or of tenses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operator:
    """``words``: how a claim says it; ``allows``: what else bears it out in a source, and the other
    way round; ``drops``: whether a claim may not leave it out; ``close``: whether it is to stand in
    the very sentences that are most like the claim. Patterns for folded text.
    """

    words: re.Pattern[str]
    allows: re.Pattern[str] | None = None
    drops: bool = False
    close: bool = False

    def changed(self, claim: str, near: str, whole: str) -> str | None:
        """What one has and the other has nothing alike for; None for nothing."""
        added = self._without(claim, near if self.close else whole)
        return added or (self._without(near, claim) if self.drops else None)

    def _without(self, text: str, other: str) -> str | None:
        found = self.words.search(text)
        if found is None or self.words.search(other):
            return None
        return None if self.allows and self.allows.search(other) else found.group()


def _any(words: str) -> re.Pattern[str]:
    """Alternatives, each on a line of its own or between two spaces."""
    parts = [part for part in re.split(r"\s{2,}", words.strip()) if part]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


_PERIOD = r"(?:year|month|week|day|quarter|annee|an|mois|semaine|jour|trimestre)"
_NE_QUE = (
    r"(?:ne |n')(?!(?:[^.,;]{0,40} )?(?:pas|jamais|rien|aucune?)\b)(?:[^.,;]{1,40} )?"
    r"(?<!parce )(?<!alors )(?<!tandis )(?<!depuis )(?<!afin )(?<!pour )(?<!bien )(?<!ainsi )"
    r"(?<!aussi )(?<!meme )(?<!moins )(?<!plus )(?<!ce )qu(?:e(?! (?:de |a )?\d)|')"
)
_AFTER = "(?:later|ago|earlier|before|after|of|old|early|late|behind|ahead)"
_GREATEST = r"""
    largest  biggest  greatest  foremost  number one  numero un  no\. ?1  record  highest  richest
    strongest  longest  undisputed  incontestee?s?  most (?!of\b|people\b)\w+
    (?<!matieres )premiere?s?  (?:le|la|les|leurs?|son|sa|ses) plus (?!souvent)\w+
"""
_MAIN = r"""
    main  principal(?:e|es|s)?  principaux  top  leading  leaders?  chefs? de file  chief
"""
NOTHING_ELSE = Operator(
    _any(rf"""
        only (?!\d)  solely  sole  exclusive(?:ly)?  alone  nothing but
        uniquement  seule?s?  seulement  exclusivement
        {_NE_QUE}
    """),
    _any(r"limit\w*  reserv\w*  a single  uniques?  just  merely  barely  a peine  until"),
)
NOTHING_LEFT_OUT = Operator(
    _any(rf"""
        all (?:of|the|its|their|these|those|\w+s) (?!two|three|four|five|six|\d)
        every (?!\d|two|three|four|other|{_PERIOD})\w+  everyone  everything
        entire(?:ly)?  totally  completely
        tou(?:s|tes) les? (?!deux|trois|quatre|cinq|\d)\w+  toute? (?:son|sa|ses|leurs?|l'|le|la)
        totalite  integral(?:ite|ement)  entierement  completement  totalement
        chaque (?!annee|an|mois|jour|semaine|fois|trimestre)\w+  l'ensemble des
    """),
    _any(r"""
        each  chaque  chacune?  any  ensemble  without exception  tou(?:t|s|tes)  whole  always
    """),
    close=True,
)
EVER = Operator(
    _any("always  toujours  never  jamais"),
    _any(r"every  all  chaque  continu\w*  no  still  encore  remain\w*  reste\w*  yet"),
)
MORE_THAN_HALF = Operator(
    _any(r"""
        most of  majority  mostly  bulk  most (?:people|\w+s) (?:are|have|go|come|do)
        la plupart  majorite  majoritaire(?:ment)?  l'essentiel
        (?:more|plus) (?:than|de|que)(?: la)? (?:half|moitie)
    """),
    _any(r"""
        mainly  chiefly  principalement  surtout  largely  most(?=[.,;]|$)
        (?<!the )most (?:people|\w+(?<!ou)s)
        (?:[5-9]\d|100)(?= ?(?:%|per ?cent|pour cent))
    """),
)
THE_GREATEST = Operator(_any(_GREATEST), _any(_MAIN + "  first  abord"))
THE_MAIN = Operator(
    _any(_MAIN),
    _any(
        _GREATEST
        + r"""  key  cles?  major  majeure?s?  central\w*  crucia\w+  importan\w+  lead\w*
        essenti\w+  priorit\w+  two  three  four  five  deux  trois  quatre  cinq"""
    ),
)
THE_FIRST = Operator(
    _any("first"), _any(r"premiere?s?  initial\w*  begin\w*  began  debut\w*  start\w*")
)
OF_THE_WORLD = Operator(
    _any("in the world  worldwide  world's  au monde  mondiale?s?  mondiaux  du monde  planete"),
    _any(r"world  monde  global\w*  globaux  internationa\w+  planet"),
)
EACH_TIME = Operator(
    _any(rf"""
        (?<!for )(?:a(?! quarter)|per|each|every|par|chaque) {_PERIOD}(?! {_AFTER})
        tous les (?:ans|mois|jours)
        annual(?:ly)?  annuel(?:le)?(?:s|ment)?  yearly  monthly  mensuel(?:le)?(?:s|ment)?
        weekly  daily  hebdomadaires?  quotidien(?:ne)?(?:s|ment)?
    """),
    _any("of the (?:month|week|year)  du mois  de (?:la semaine|l'annee)"),
)
PERIODS = tuple(
    _any(rf"(?<!for )(?:a(?! quarter)|per|each|every|par|chaque) (?:{nouns})(?! {_AFTER})  {alone}")
    for nouns, alone in (
        ("day|jour", "daily  quotidien(?:ne)?(?:s|ment)?  tous les jours"),
        ("week|semaine", "weekly  hebdomadaires?  toutes les semaines"),
        ("month|mois", "monthly  mensuel(?:le)?(?:s|ment)?  tous les mois"),
        ("quarter|trimestre", "quarterly  trimestriel(?:le)?(?:s|ment)?"),
        ("year|an|annee", "yearly  annual(?:ly)?  annuel(?:le)?(?:s|ment)?  tous les ans"),
    )
)
"""How a claim says each day, week, month, quarter or year: one may not stand for another."""
ON_AVERAGE = Operator(_any("average  en moyenne  moyenne?"), _any("mean  median  mediane"))
DECADES = Operator(
    _any("decades?  decennies?  centur(?:y|ies)  siecles?"),
    _any(r"\d+ (?:years|ans|annees)  \d{3}0s  annees"),
)
VERY_MANY = Operator(
    _any(r"""
        thousands  hundreds  dozens  milliers  centaines  dizaines  tens of
        millions (?:of|de|d')  des millions
    """),
    _any(r"\d[\d ,.]{2,}  million  mille  thousand  hundred"),
)
TIMES_AS_MUCH = Operator(
    _any(r"""
        doubl(?:e|ed|es|ing|er|ent)  tripl(?:e|ed|es|ing|er|ent)  halved?  quadrupl\w+
        twice  twofold  threefold
    """),
    _any("(?:deux|trois|three|two) (?:fois|times)  half  moitie  time"),
)
ALREADY = Operator(
    _any("already  deja  d'ores et deja"), _any("now  today  aujourd'hui  has  have  a  ont")
)
GIVEN_UP = Operator(
    _any(r"giv(?:e|es|en|ing) up  gave up  renonc\w+  renounc\w+  relinquish\w*  abandon\w*"),
    _any(r"suspen\w+  drop\w*  end\w*  stop\w*  quit\w*  dismantl\w+  cess\w+  cancel\w*"),
)
FOR_A_REASON = Operator(
    _any(r"""
        at the (?:request|insistence|urging) of  in (?:exchange|return) for  in response to
        under (?:the )?pressure  despite  in spite of  a la (?:demande|suite) d\w*  malgre
        en (?:echange|contrepartie|reponse|depit) \w+  sous la pression
    """),
    _any("since  suite  once  then  ensuite  puis  later  when  lorsque  quand  following  but"),
)
BY_HEARSAY = Operator(
    _any(r"""
        reportedly  allegedly  supposedly  purportedly  rumou?red  apparently  soi-disant
        pretendument  apparemment  dit-on
    """),
    _any(r"according  selon  d'apres  says?  said  claim\w*  believe\w*"),
)
_POSSIBLE = r"""
    can  peut  peuvent  potenti\w+  would  should  \w+rai(?:t|ent)  expected  risqu?\w*  possible
    estima?te?\w*  if  si  doubt\w*  doute\w*  fears?  crai[gn]\w*  afraid  will
"""
NOT_FOR_SURE = Operator(
    _any(r"""
        may(?! \d)  seems?  appears? to  sembl(?:e|ent|ait)  sans doute
    """),
    _any(_POSSIBLE + r"  able  allow\w*  permi\w+  permet\w*  lets?  free  libre\w*  might  could"),
)
PERHAPS = Operator(
    _any(r"""
        might  could  possibly  perhaps  probably  likely  peut-etre  probablement
        pourrai(?:t|ent)  vraisemblablement
    """),
    _any(_POSSIBLE + "  may  seems?  appears?"),
    drops=True,
)
NO_LONGER = Operator(
    _any(r"""
        once (?=\w+ed\b)  formerly  used to  until recently  autrefois  jadis  former  no longer
        ancien(?:ne)?s?  previously  auparavant  (?:n'est|ne sont) plus
    """),
    _any(
        r"was  were  had  etai(?:t|ent)  avai(?:t|ent)  until  jusqu\w*  gave up  renonc\w+  "
        r"old  once"
    ),
)
OPERATORS = (
    NOTHING_ELSE, NOTHING_LEFT_OUT, EVER, MORE_THAN_HALF, THE_GREATEST, THE_MAIN, THE_FIRST,
    OF_THE_WORLD, EACH_TIME, ON_AVERAGE, DECADES, VERY_MANY, TIMES_AS_MUCH, ALREADY, GIVEN_UP,
    FOR_A_REASON, BY_HEARSAY, NOT_FOR_SURE, PERHAPS, NO_LONGER,
)  # fmt: skip
IN_ONE_DIRECTION = Operator(
    _any(r"""
        export\w*  import(?:s|ed|ing|er|ations?)  (?<!peu )importe(?:nt)?  sells?  sold  buys?
        bought  vend\w*  achet\w*  achat\w*  lent  lends?  prete(?:nt|r)?  granted  donated
    """),
    _any(r"""
        suppl\w+  fourni\w+  livr\w+  deliver\w*  provid\w+  sale\w*  vente?s?  purchas\w+
        procur\w+  ship\w*  send\w*  sent  receiv\w+  recoi\w+  recu\w*  loan\w*  gives?  gave
        donn\w+  accord\w+  subvention\w*  pret\w*  client\w*  customer\w*  pay\w*  paid
    """),
)
UP_OR_DOWN = Operator(
    _any(r"""
        fallen  fell  falls?  falling  drop\w*  declin\w+  decreas\w+  risen  rose  rises?  rising
        grew  grown  increas\w+  climb\w*  jump\w*  soar\w*  surg\w+  chut\w+  baiss\w+  augment\w+
        recul\w+  grimp\w+  bondi\w*  progress\w+  diminu\w+  tomb\w+
    """),
    _any(r"""
        up  down  hausse\w*  against  contre  growth  croissance  gain\w*  gagn\w+  lost  perdu\w*
        more  less  fewer  plus de  moins  once  now  desormais  pass\w+  went  gone  cut  reduc\w+
        redui\w+  shr\w+  doubl\w+  tripl\w+  multipli\w+  accru\w*  higher  lower  fill\w*
        reach\w*  attein\w+
    """),
)
