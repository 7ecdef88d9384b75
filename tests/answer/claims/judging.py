"""A claim over one invented sentence among others, judged as a whole: what the tests here share."""

from functools import cache

from answer.checking import bundled_dictionary
from answer.claims.bar import bundled_support_bars
from answer.claims.ground import grounds
from answer.claims.likeness import Likeness
from answer.claims.verdict import Verdict
from answer.grounding import Sources, verdict
from answer.model.drafting import DraftSentence
from domain.types import Language, Passage, Retrieved
from vectorstore.embedder import Embedder, load_embedder
from vectorstore.retriever import UNKNOWN, Background

FR, EN = Language.FR, Language.EN
BESIDE = {
    EN: (
        "The lighthouse of Ormsby was painted red and white by its keepers.",
        "Beekeepers of the valley met in the old school to taste last year's honey.",
        "A choir of forty voices sings in the chapel on Sunday evenings.",
    ),
    FR: (
        "Le phare d'Ormeval a été repeint en rouge et blanc par ses gardiens.",
        "Les apiculteurs de la vallée se sont réunis dans l'ancienne école pour goûter le miel.",
        "Un chœur de quarante voix chante dans la chapelle le dimanche soir.",
    ),
}
"""What stands beside the cited passage, so that likeness has something to tell apart."""


def judged(claim: str, language: Language, source: str, told: Language) -> Verdict:
    """The verdict on a claim that cites a passage of these words."""
    return verdict(DraftSentence(claim, (1,)), language, sources(source, told))


@cache
def sources(source: str, told: Language) -> Sources:
    """A passage of these words, then others of its language."""
    given = [_retrieved(text, told, n) for n, text in enumerate((source, *BESIDE[told]))]
    found = grounds(given)
    embedder = _embedder()
    matrices = tuple(embedder.embed_documents([s.text for s in g.sentences]) for g in found)
    likeness = Likeness(
        found, matrices, embedder.embed_query, bundled_dictionary(), Background(*UNKNOWN)
    )
    return Sources(found, likeness, bundled_support_bars())


@cache
def _embedder() -> Embedder:
    return load_embedder(None)


def _retrieved(text: str, language: Language, ordinal: int) -> Retrieved:
    passage = Passage(f"p{ordinal}", "s", (), text, 0, len(text), language, ordinal, ordinal)
    return Retrieved(passage, 0.5)
