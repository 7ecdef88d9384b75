"""Whole verdicts: over generated answers, and where a sentence needs no marker."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.checking import Checker
from answer.claims.verdict import Outcome, Reason, Verdict, unsupported
from answer.grounding import Sources, verdict
from answer.model.drafting import DraftSentence, drafts
from benchmarks.grounding import Judged, briefing, judge, judge_written, passages, table
from domain.types import Language
from tests.answer.babble import babbled
from vectorstore.lexicon import BUNDLED, Lexicon
from vectorstore.retriever import Retriever
from vectorstore.store import Store

FR, EN = Language.FR, Language.EN
EXACT = (
    "altered count",
    "altered date",
    "altered digit",
    "altered scale",
    "altered unit",
    "invented quotation",
    "marker of no passage",
    "no marker",
    "swapped markers",
    "wrong marker",
)
"""Kinds of which nothing at all may be shown."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = briefing(tmp_path_factory.mktemp("grounding") / "store")
    yield made
    made.close()


@pytest.fixture(scope="module")
def judged(store: Store) -> list[Judged]:
    return judge(store, every=7)


def shown(judged: list[Judged], *kinds: str) -> list[str]:
    return [
        f"{j.case.kind}: {j.case.claim.text}"
        for j in judged
        if not j.case.right and j.verdict.supported and (not kinds or j.case.kind in kinds)
    ]


def test_hundreds_of_answers_of_every_kind_are_judged(judged: list[Judged]) -> None:
    assert len(judged) >= 500
    assert {j.case.kind for j in judged} >= {*EXACT, "paraphrase", "translation", "number format"}
    assert len(list(table(judged))) >= len({j.case.kind for j in judged})


def test_no_wrong_figure_date_quotation_or_marker_is_shown(judged: list[Judged]) -> None:
    assert shown(judged, *EXACT) == []


def test_hardly_anything_else_that_is_wrong_is_shown(judged: list[Judged]) -> None:
    wrong = [j for j in judged if not j.case.right]
    assert len(shown(judged)) <= 0.01 * len(wrong), shown(judged)


def test_few_right_sentences_are_withheld(judged: list[Judged]) -> None:
    right = [j for j in judged if j.case.right]
    withheld = [j.case.claim.text for j in right if not j.verdict.supported]
    assert len(withheld) <= 0.05 * len(right), withheld


def test_claims_written_by_hand_are_mostly_judged_as_they_are(store: Store) -> None:
    sample = judge_written(store, every=3)
    wrong = [j for j in sample if not j.case.right]
    right = [j for j in sample if j.case.right]
    withheld = [j.case.claim.text for j in right if not j.verdict.supported]
    assert len(wrong) > 100
    assert len(right) > 50
    assert len(shown(sample)) <= 0.30 * len(wrong), shown(sample)
    assert len(withheld) <= 0.10 * len(right), withheld


@pytest.fixture(scope="module")
def sources(store: Store) -> Sources:
    retrieved = Retriever(store, Lexicon(BUNDLED)).retrieve("What is the EPCA?", EN).retrieved
    return Checker(store).sources(retrieved, EN, "What is the price of uranium?")


def test_what_babbles_is_hardly_ever_borne_out(sources: Sources) -> None:
    told = [d for d in drafts(babbled(EN, 300, 10), 10) if isinstance(d, DraftSentence)]
    supported = [draft.text for draft in told if judge_one(draft, sources).supported]
    assert len(supported) <= 0.04 * len(told), supported
    assert not [text for text in supported if any(c.isdigit() for c in text)]


def judge_one(claim: DraftSentence, sources: Sources) -> Verdict:
    return verdict(claim, EN, sources)


OTHERWISE = [
    ("About 40% of Kazakhstan", "China makes up about 40% of Kazakhstan's foreign trade.", "name"),
    ("About 40% of Kazakhstan", "Less than 40% of Kazakhstan's trade is with the EU.", "figure"),
    ("About 40% of Kazakhstan", "Kazakhstan has about 40% of the EU's trade.", "direction"),
    ("About 40% of Kazakhstan", "The EU is Kazakhstan's smallest trading partner.", "opposite"),
    ("About 40% of Kazakhstan", "The EU is the second trading partner of Kazakhstan.", "figure"),
    (
        "three energy resources",
        "Kazakhstan supplies the EU with oil, gas, coal and uranium.",
        "unlike",
    ),
    ("three energy resources", "Kazakhstan refuses to supply the EU with oil and gas.", "negation"),
    ("trois ressources", "L'UE livre au Kazakhstan du pétrole et du gaz.", "direction"),
    (
        "€160 billion",
        "The EU invested over €160 billion in Kazakhstan from 2005 to 2019.",
        "figure",
    ),
    ("€160 billion", "Kazakhstan invested over €160 billion in the EU until 2020.", "figure"),
    ("€160 billion", "Kazakhstan's investment in the EU came to over €160 billion.", "direction"),
    ("into force in March 2020", "The EPCA expired in March 2020.", "unlike"),
    ("into force in March 2020", "The EPCA entered into force before March 2020.", "figure"),
    ("gave up nuclear weapons", "Kazakhstan was forced to give up nuclear weapons.", "opposite"),
    (
        "less corruption",
        "Kazakhstan's reforms bring more corruption, less transparency.",
        "opposite",
    ),
    ("abaissent le coût", "De meilleures liaisons augmentent le coût du transit.", "opposite"),
    ("low enriched uranium", "The IAEA hosts low enriched uranium for Kazakhstan.", "direction"),
    ("low enriched uranium", "Kazakhstan hosts highly enriched uranium for the IAEA.", "opposite"),
]


@pytest.mark.parametrize(("words", "claim", "reason"), OTHERWISE)
def test_what_is_said_otherwise_than_the_source_says_it(
    store: Store, words: str, claim: str, reason: str
) -> None:
    language = FR if words in ("trois ressources", "abaissent le coût") else EN
    own = [r for r in passages(store) if r.passage.language is language]
    cited = next(r for r in own if words in r.passage.text)
    others = [r for r in own if r is not cited][::6][:9]
    ready = Checker(store).sources((cited, *others), language)
    found = verdict(DraftSentence(claim, (1,)), language, ready)
    assert found.reason is not None
    assert found.reason.value == reason


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Here is what the sources say:", Outcome.NO_CLAIM),
        ("The sources do not say more.", Outcome.NO_CLAIM),
        ("The passages do not mention the price of uranium.", Outcome.NO_CLAIM),
        ("No information is given on this.", Outcome.NO_CLAIM),
        ("The passages do not mention that Kazakhstan is a dictatorship.", Outcome.UNSUPPORTED),
        ("No information is given about the terrible prisons.", Outcome.UNSUPPORTED),
        ("The sources do not deny that uranium is expensive.", Outcome.UNSUPPORTED),
        ("The sources do not say why Poland left in 1999.", Outcome.UNSUPPORTED),
        ("The sources do not say that Poland left, but it did in 1999.", Outcome.UNSUPPORTED),
        ("The sources do not say how Elon Musk won.", Outcome.UNSUPPORTED),
        ("Trade grows.", Outcome.UNSUPPORTED),
        ("Here is the truth: Poland left.", Outcome.UNSUPPORTED),
    ],
)
def test_what_may_go_without_a_marker(sources: Sources, text: str, outcome: Outcome) -> None:
    assert judge_one(DraftSentence(text, ()), sources).outcome is outcome


@settings(max_examples=60)
@given(st.text(max_size=60), st.lists(st.integers(1, 10), max_size=3, unique=True))
def test_any_sentence_gets_a_verdict_and_no_sentence_without_a_marker_is_a_fact(
    sources: Sources, text: str, passages: list[int]
) -> None:
    found = judge_one(DraftSentence(text, tuple(passages)), sources)
    assert passages or not found.supported
    assert (found.reason is None) is (found.outcome is not Outcome.UNSUPPORTED)


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_sentence_that_cannot_be_written_down_gets_a_verdict(
    sources: Sources, place: int
) -> None:
    sentence = sources.grounds[place - 1].sentences[0].text
    odd, plain = (sentence.replace(" ", f" {sign}", 1) for sign in ("\ud800", "\ufffd"))
    claims = [DraftSentence(t, (place,), (), ((t, (place,)), (t, ()))) for t in (odd, plain)]
    assert judge_one(claims[0], sources) == judge_one(claims[1], sources)


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_is_told_in_both_languages(reason: Reason) -> None:
    told = {unsupported(reason, "x  y").told(language) for language in Language}
    assert len(told) == 2
    assert all("\n" not in phrase and "{" not in phrase for phrase in told)


def test_every_sentence_of_the_briefing_is_borne_out_by_its_passage(sources: Sources) -> None:
    for place, ground in enumerate(sources.grounds, start=1):
        for sentence in ground.sentences:
            claim = DraftSentence(sentence.text, (place,))
            assert judge_one(claim, sources).supported, sentence.text
