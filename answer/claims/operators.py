"""Words that say how much, how often and how surely: a claim may not add them, nor drop its doubts.

"Only", "most", "a year", "reportedly": closed classes of either language, which change what is said
without changing what it is said of. Knows nothing of subjects, of passages or of tenses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.question.asked import fold


@dataclass(frozen=True, slots=True)
class Operator:
    """``words``: how a claim says it; ``allows``: what else in a source bears it out, and the other
    way round; ``drops``: whether a claim may not leave it out. Patterns for folded text.
    """

    words: re.Pattern[str]
    allows: re.Pattern[str] | None = None
    drops: bool = False

    def changed(self, claim: str, near: str, whole: str) -> str | None:
        """What one has and the other has nothing alike for; None for nothing."""
        return self._without(claim, whole) or (self._without(near, claim) if self.drops else None)

    def _without(self, text: str, other: str) -> str | None:
        found = self.words.search(text)
        if found is None or self.words.search(other):
            return None
        return None if self.allows and self.allows.search(other) else found.group()


def _any(words: str) -> re.Pattern[str]:
    """Alternatives, one a line or between two spaces."""
    parts = [part for part in re.split(r"\s{2,}", words.strip()) if part]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


_PERIOD = r"(?:year|month|week|day|quarter|annee|an|mois|semaine|jour|trimestre)"
_GREATEST = r"""largest  biggest  greatest  foremost  number one  numero un  no\. ?1  record
    most (?!of\b|people\b)\w+  (?<!matieres )premiere?s?  (?:le|la|les|leurs?|son|sa|ses) plus (?!souvent)\w+
    undisputed  incontestee?s?  highest  richest  strongest  longest"""
_MAIN = r"main  principal(?:e|es|s)?  principaux  top  leading  leaders?  chefs? de file  chief"
_OPERATORS = (
    Operator(  # nothing else
        _any(r"""only (?!\d)  solely  sole  exclusive(?:ly)?  alone  uniquement  seule?s?  seulement
            exclusivement  ne (?:[^.,;]{1,40} )?qu(?:e|')"""),
        _any(r"limit\w*  reserv\w*  a single  uniques?  just  merely  barely  a peine"),
    ),
    Operator(  # nothing left out
        _any(r"""all (?:of|the|its|their|these|those|\w+s) (?!two|three|four|five|six|\d)  every (?!\d|two|three|four|other)\w+  everyone  everything
            entire(?:ly)?  totally  completely  tou(?:s|tes) les? (?!deux|trois|quatre|cinq|\d)\w+
            totalite  integral(?:ite|ement)  entierement  completement  totalement
            toute? (?:son|sa|ses|leurs?|l'|le|la)"""),
        _any(r"each  chaque  chacune?  any  ensemble  without exception  tou(?:t|s|tes)  whole  always"),
    ),
    Operator(
        _any("always  toujours  never  jamais"),
        _any("every  all  chaque  continu\\w*  no  still  encore  remain\\w*  reste\\w*  yet"),
    ),
    Operator(  # more than half
        _any(r"""most of  majority  mostly  bulk  la plupart  majorite  majoritaire(?:ment)?
            l'essentiel  (?:more|plus) (?:than|de|que)(?: la)? (?:half|moitie)
            most (?:people|\w+s) (?:are|have|go|come|do)"""),
        _any(r"""mainly  chiefly  principalement  surtout  largely
            (?:[5-9]\d|100) ?(?:%|per cent|percent|pour cent)"""),
    ),
    Operator(_any(_GREATEST), _any(_MAIN + "  first  abord")),
    Operator(
        _any(_MAIN),
        _any(_GREATEST + r"  key  cles?  major  majeure?s?  central\w*  crucia\w+  importan\w+  lead\w*"
             r"  essenti\w+  priorit\w+  two  three  four  five  deux  trois  quatre  cinq"),
    ),
    Operator(_any("first"), _any("premiere?s?  initial\\w*  begin\\w*  began  debut\\w*  start\\w*")),
    Operator(  # of the whole world
        _any(r"in the world  worldwide  world's  au monde  mondiale?s?  mondiaux  du monde  planete"),
        _any(r"world  monde  global\w*  globaux  internationa\w+  planet"),
    ),
    Operator(  # in each stretch of time
        _any(rf"""(?<!for )(?:a|per|each|every|par|chaque) {_PERIOD}  annual(?:ly)?
            annuel(?:le)?(?:s|ment)?  yearly  monthly  mensuel(?:le)?(?:s|ment)?  weekly  daily
            hebdomadaires?  quotidien(?:ne)?(?:s|ment)?  tous les (?:ans|mois|jours)"""),
        _any(r"of the (?:month|week|year)  du mois  de (?:la semaine|l'annee)"),
    ),
    Operator(_any("on average  average  en moyenne  moyenne?"), _any("mean  median  mediane")),
    Operator(
        _any("decades?  decennies?  centur(?:y|ies)  siecles?"),
        _any(r"\d+ (?:years|ans|annees)  \d{3}0s  annees"),
    ),
    Operator(
        _any(r"""thousands  hundreds  dozens  milliers  centaines  dizaines  tens of
            millions (?:of|de|d')  des millions"""),
        _any(r"\d[\d ,.]{2,}  million  mille  thousand  hundred"),
    ),
    Operator(
        _any(r"""doubl(?:e|ed|es|ing|er|ent)  tripl(?:e|ed|es|ing|er|ent)  halved?  quadrupl\w+
            twice  twofold  threefold"""),
        _any(r"(?:deux|trois|three|two) (?:fois|times)  half  moitie  time"),
    ),
    Operator(_any("already  deja  d'ores et deja"), _any("now  today  aujourd'hui  has  have  a  ont")),
    Operator(  # given up
        _any("giv(?:e|es|en|ing) up  gave up  renonc\\w+  renounc\\w+  relinquish\\w*  abandon\\w*"),
        _any("suspen\\w+  drop\\w*  end\\w*  stop\\w*  quit\\w*  dismantl\\w+  cess\\w+  cancel\\w*"),
    ),
    Operator(  # for a reason
        _any(r"""at the (?:request|insistence|urging) of  in (?:exchange|return) for  in response to
            under (?:the )?pressure  despite  in spite of  a la (?:demande|suite) d\w*  malgre
            en (?:echange|contrepartie|reponse|depit) \w+  sous la pression"""),
        _any(r"since  suite  once  then  ensuite  puis  later  when  lorsque  quand  following  but"),
    ),
    Operator(  # by hearsay
        _any(r"""reportedly  allegedly  supposedly  purportedly  rumou?red  apparently  soi-disant
            pretendument  apparemment  dit-on"""),
        _any(r"according  selon  d'apres  says?  said  claim\w*  believe\w*"),
    ),
    Operator(  # not for sure
        _any(r"""might  may(?! \d)  could  possibly  perhaps  probably  likely  peut-etre  seems?
            probablement  pourrai(?:t|ent)  vraisemblablement  sans doute  appears? to
            sembl(?:e|ent|ait)"""),
        _any(r"""can  peut  peuvent  potenti\w+  would  should  \w+rai(?:t|ent)  expected  risqu?\w*
            estima?te?\w*  possible  able  allow\w*  if  si  doubt\w*  doute\w*  fears?  will
            permi\w+  permet\w*  lets?  free  libre\w*"""),
    ),
    Operator(
        _any(r"""might  could  possibly  perhaps  probably  likely  peut-etre  probablement
            pourrai(?:t|ent)  vraisemblablement"""),
        _any(r"""can  peut  peuvent  potenti\w+  would  should  \w+rai(?:t|ent)  expected  risqu?\w*
            estima?te?\w*  possible  may  if  si  doubt\w*  doute\w*  fears?  crain\w*  will  afraid"""),
        drops=True,
    ),
    Operator(  # no longer
        _any(r"""once (?=\w+ed\b)  formerly  used to  until recently  autrefois  jadis  former  no longer
            ancien(?:ne)?s?  previously  auparavant  (?:n'est|ne sont) plus"""),
        _any(r"was  were  had  etai(?:t|ent)  avai(?:t|ent)  until  jusqu\w*  gave up  renonc\w+  old"),
    ),
)  # fmt: skip
_ONE_WAY = Operator(
    # in one direction
    _any(r"""export\w*  import(?:s|ed|ing|er|ations?)  (?<!peu )importe(?:nt)?  sells?  sold  buys?  bought  vend\w*
            achet\w*  achat\w*  lent  lends?  prete(?:nt|r)?  granted  donated"""),
    _any(r"""suppl\w+  fourni\w+  livr\w+  deliver\w*  provid\w+  sale\w*  vente?s?  purchas\w+
            procur\w+  ship\w*  send\w*  sent  receiv\w+  recoi\w+  recu\w*  loan\w*  gives?  gave
            donn\w+  accord\w+  subvention\w*  pret\w*  client\w*  customer\w*  pay\w*  paid"""),
)
_MOVED = Operator(  # up or down to a figure
    _any(r"""fallen  fell  falls?  falling  drop\w*  declin\w+  decreas\w+  risen  rose  rises?  rising  grew
        grown  increas\w+  climb\w*  jump\w*  soar\w*  surg\w+  chut\w+  baiss\w+  augment\w+  recul\w+
        grimp\w+  bondi\w*  progress\w+  diminu\w+  tomb\w+"""),
    _any(r"""up  down  hausse\w*  against  contre  growth  croissance  gain\w*  gagn\w+  lost  perdu\w*  more
        less  fewer  plus de  moins  once  now  desormais  pass\w+  went  gone  cut  reduc\w+  redui\w+  shr\w+
        doubl\w+  tripl\w+  multipli\w+  accru\w*  higher  lower  fill\w*  reach\w*  attein\w+"""),
)
_AT_THE_TOP = re.compile(
    r"\b(?:largest|biggest|greatest|first|main|leading|strongest|richest|most [a-z]+|"
    r"premiere?s?|principal(?:e|es|s)?|principaux|plus [a-z]+|meilleure?s?)\b"
)
_ONE_OF = re.compile(
    r"\b(?:among|amongst|one of|some of|parmi|l'une? des|certaine?s des|a)\s(?:(?:the|les|its|our) )?(?:\w+ )?$"
)


def moved(claim: str, whole: str) -> str | None:
    """The words by which a claim with an amount tells of a rise, a fall or a sale that its source
    does not tell of.
    """
    said, told = fold(claim), fold(whole)
    return _MOVED.changed(said, said, told) or _ONE_WAY.changed(said, said, told)


def changed(claim: str, near: str, whole: str) -> str | None:
    """What of a claim says more, or more surely, than its source, in the words of one of them.

    ``near``: the sentences that are most like the claim; ``whole``: all that it cites.
    """
    said, told, around = fold(claim), fold(near), fold(whole)
    found = (operator.changed(said, told, around) for operator in _OPERATORS)
    return next(filter(None, found), None) or _alone_at_the_top(said, around)


def _alone_at_the_top(said: str, told: str) -> str | None:
    """The greatest of a claim, where the source only has one of the greatest."""
    ours, theirs = list(_AT_THE_TOP.finditer(said)), list(_AT_THE_TOP.finditer(told))
    if not ours or not theirs or not all(_shared(told, match) for match in theirs):
        return None
    return None if any(_shared(said, match) for match in ours) else ours[0].group()


def _shared(text: str, match: re.Match[str]) -> bool:
    return _ONE_OF.search(text, 0, match.start()) is not None
