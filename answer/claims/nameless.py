"""Words that may be capitalised and name nothing: they open sentences, or are titles and kinds.

Folded, of both languages. Knows nothing of texts.
"""

from __future__ import annotations

from functools import cache

from domain.types import Language
from text.folding import fold_text
from vectorstore.stopwords import STOP_WORDS

# Words that are capitalised and name nothing by themselves.
GENERIC = frozenset(
    """
    agreement agreements accord accords treaty traite traites convention conventions protocol
    protocole republic republique state states etat etats member members membre membres government
    gouvernement governments gouvernements president presidente minister ministre prime premier
    premiere mr mrs ms dr m mme sir lord lady union country countries pays partnership partenariat
    parties party article articles i e g north south east west nord sud est ouest northern southern
    eastern western central
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday
    """.split()
)
"""Titles, kinds of bodies and of texts, points of the compass, months and days."""


@cache
def small_words() -> frozenset[str]:
    """Words that begin a sentence as any other."""
    return (
        frozenset(fold_text(word) for language in Language for word in STOP_WORDS[language])
        | _JOINING
    )


# Words that begin a sentence and name nothing, beyond the stop words of search.
_JOINING = frozenset(
    """
    moreover however therefore furthermore meanwhile overall finally also additionally notably thus
    hence although while since because before after between among under over through throughout
    within without across along around about against toward towards upon during until unless
    whereas whether despite besides beyond like unlike together both each every many most much some
    several such other another only even still yet then there here now today recently currently
    according given regarding concerning including its their this that these those they who which
    one two three four five six seven eight nine ten
    cependant toutefois ainsi donc enfin ensuite puis par parmi entre pour depuis selon grace vers
    chez sous sur apres avant contre malgre durant pendant outre hormis sauf des lors lorsque
    puisque parce comme quand tandis alors notamment aussi egalement toujours deja encore
    aujourd'hui actuellement recemment autrefois plusieurs certains certaines chaque tous toutes
    tout toute cette ces cet celui celle ceux celles leur leurs son ses elle elles ils lui
    deux trois quatre cinq sept huit neuf dix quelque quelques environ pres plus moins
    d'apres quant concernant
    """.split()
)
