"""What a refusal can say of the nearest passage: what of the question it does speak of.

Picks the phrase of the question that the passage holds, name or noun, and decides whether the
passage is near at all. Knows nothing of wording.
"""

from __future__ import annotations

import re

from answer.evidence.features import Candidate
from answer.evidence.matching import words_of
from answer.question.asked import Asked, fold
from answer.question.phrase import Phrase, phrases
from domain.types import Retrieved
from text.figures import FigureKind, figures
from vectorstore.query import Query
from vectorstore.retriever import Retrieval

# Standard deviations above background questions: nearer than most of them come; nearer than half.
NEAR, PERHAPS = 2.0, 0.0
HELD = 0.5  # of a question's words, by rarity, that a passage holds which is perhaps near
UNHEARD_OF = 0.6  # of a question's words: it is about something else
RARE = 0.4  # rarity of a word from which on it says what a passage is about
_OWN = re.compile(r"(son|sa|ses|leurs?|its|their|his|her) ", re.IGNORECASE)
_DO = re.compile(r"\b(do|does|did|will|can|could|would|should)\W*$", re.IGNORECASE)
_MEASURES = re.compile(
    r"^(montant|cout|prix|budget|nombre|part|pourcentage|taux|valeur|duree|somme|total|date|annee|"
    r"nom|raison|amount|cost|price|number|share|percentage|rate|value|length|sum|date|year|name|"
    r"reason|annual|yearly|annuel\w*|chiffre|figure|capacity|capacite)s?\b"
)


def nearest(retrieval: Retrieval, asked: Asked, best: Candidate | None) -> Retrieved | None:
    """The passage that comes nearest to a question without answering it; None where none does."""
    query = retrieval.query
    if asked.command or not retrieval.retrieved or _unheard_of(query) >= UNHEARD_OF:
        return None
    likely = [best.retrieved] if best else []
    near = max((*likely, retrieval.retrieved[0]), key=lambda r: held_share(query, r))
    if max(_rarities(query, near).values(), default=0.0) < RARE:
        return None  # it shares the words that all passages share
    background = retrieval.background
    above = (near.dense - background.mean) / background.deviation
    if above >= NEAR:
        return near
    return near if above >= PERHAPS and held_share(query, near) >= HELD else None


def mentioned(query: Query, near: Retrieved) -> str:
    """The phrase of the question, with its article, that says what a passage speaks of; or ""."""
    rarities = _rarities(query, near)
    found = []
    for phrase in phrases(query.text):
        end = phrase.end - len(_verb(query.text[: phrase.end], phrase))
        core = fold(query.text[phrase.core : end])
        words = [w for w in re.findall(r"[a-z0-9]+", core) if w in rarities]
        held = [rarities[word] for word in words]
        if (
            held
            and all(held)
            and max(held) >= RARE
            and _nominal(phrase, core)
            and not figures(core)
        ):
            start = phrase.core if _OWN.match(query.text[phrase.after_it :]) else phrase.after_it
            end += query.text[end : end + 1] == "+"
            found.append((sum(held), query.text[start:end]))
    return max(found, key=lambda pair: pair[0], default=(0.0, ""))[1]


def year_missing(asked: Asked, near: Retrieved) -> str:
    """The only year that a question names, where the passage does not hold it; or ""."""
    years = [figure for figure in asked.given if figure.kind is FigureKind.YEAR]
    year = re.sub(r"\D", "", str(years[0].value)) if len(years) == 1 else ""
    return "" if year in near.passage.text else year


def held_share(query: Query, near: Retrieved) -> float:
    """The share of a question's words that a passage holds, by rarity."""
    total = sum(word.rarity for word in query.words)
    return sum(_rarities(query, near).values()) / total if total else 0.0


def _rarities(query: Query, near: Retrieved) -> dict[str, float]:
    """The rarity of each word that the passage holds; 0 for the others."""
    body = words_of(near.passage.text, near.passage.language)
    return {fold(w.surface): w.rarity if body.holds(w) else 0.0 for w in query.words}


def _unheard_of(query: Query) -> float:
    """The share of a question's words, figures aside, that no passage of the store holds."""
    words = [word for word in query.words if not word.surface.isdigit()]
    return sum(not w.stems or w.rarity >= 1 for w in words) / len(words) if words else 0.0


def _nominal(phrase: Phrase, core: str) -> bool:
    """Whether a phrase is no verb, as far as can be told, and no measure ("the budget")."""
    noun = phrase.article or phrase.name or (phrase.kind and phrase.kind != "to") or phrase.head
    return bool(noun) and not _MEASURES.match(core)


def _verb(text: str, phrase: Phrase) -> str:
    """What follows the noun: "dam planned", "does the council help"."""
    after_do = _DO.search(text[: phrase.start])
    match = re.search(
        r"(?<=\w) [a-z]+$" if after_do else r"(?<=\w) \w+(ed|ent)$", text[phrase.core :]
    )
    return match.group() if match else ""
