"""Antonym pairs in both languages: words that contradict each other ("rose", "fell").

A general list of common pairs, by the beginnings of folded words; none is specific to a subject.
"""

from __future__ import annotations

import re

from text.folding import fold

# Both sides of each pair: beginnings of words, or whole words where they end in "$".
_PAIRS: tuple[tuple[str, str], ...] = (
    (
        "augment hauss$ progress double$ doubled$ doubler$ triple accroi accru increas rise$ "
        "rising$ rose$ risen$ grew$ grow climb",
        "baiss diminu recul$ recule chut$ chute reduit reduct decreas declin fall$ falling$ fell$ "
        "fallen$ drop shrink shrank reduc halved$",
    ),
    (
        "accept approuv adopt autoris approv allow agree$ agreed$ valid admis",
        "rejet refus repouss interdi exclu ecart reject forbid ban$ banned$ declin oppos",
    ),
    ("ouvert ouvr open", "ferme$ fermer fermetur clos closed$ closing$ shut"),
    (
        "quitt retir demission leave$ leaving$ left$ withdr resign quit$ exit$",
        "reste$ demeur stay remain rejoin adher join admi",
    ),
    ("tot$ anticip avance$ earl ahead$", "tard$ retard differ later$ late$ delay postpon"),
    ("premier first$", "dernier last$"),
    ("gratuit free$", "payer$ paient$ paie$ payant pay$ paying$ paid$ charg"),
    ("illimite unlimited$", "maximum plus$ most$ limite$"),
    ("nord$ north", "sud$ south"),
    ("import", "export"),
    ("achat achet achete buy$ bought$ purchas", "vend vent$ sell$ sold$ sale$ sales$"),
    (
        "aboli supprim annul abandon renonc cancel scrap construi construct built$ build$",
        "mainten conserv keep$ kept$ confirm exclu ruled$ abandon ecart",
    ),
    ("petit small", "grand larg$ large$ larger$ largest$ big"),
    ("seul$ seule$ only$ sole$", "autre other$"),
)


def sides(text: str) -> dict[int, int]:
    """Of each pair that the text takes one side of, by its number: 0 or 1."""
    folded = fold(text).text.casefold()
    found = {}
    for number, pair in enumerate(_RULES):
        has = [side.search(folded) is not None for side in pair]
        if has[0] != has[1]:
            found[number] = int(has[1])
    return found


def opposed(one: dict[int, int], other: dict[int, int]) -> bool:
    """Whether two texts, by their ``sides``, take different sides of a pair."""
    return any(other.get(number, side) != side for number, side in one.items())


def _rule(side: str) -> re.Pattern[str]:
    parts = (w.removesuffix("$") + r"\b" if w.endswith("$") else w for w in side.split())
    return re.compile(rf"\b(?:{'|'.join(parts)})")


_RULES = tuple((_rule(a), _rule(b)) for a, b in _PAIRS)
