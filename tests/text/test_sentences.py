import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.sentences import split


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


# Sentences that must come apart exactly here, joined by a space or by what is given.
APART = [
    ["The port opened in 1990.", "It serves forty ships."],
    ["Le port a ouvert en 1990.", "Il accueille quarante navires."],
    ["Est-il ouvert ?", "Oui, tous les jours !", "Il ferme à 18 h."],
    ["Is it open?", "Yes!", "It closes at six."],
    ["Il a dit : « Nous partirons demain. »", "Puis il est sorti."],
    ["He said: “We leave tomorrow.”", "Then he went out."],
    ["(La salle était vide.)", "Le spectacle eut lieu."],
    ["Il hésita…", "Puis il signa."],
    ["He waited...", "Then he signed."],
    ["Le budget est de 3.5 millions.", "Il baisse."],
    ["La part est de 40 %.", "Elle monte."],
    ["Prices rose by 2.5%.", "Wages did not."],
    ["Le traité (art. 12) est signé.", "Il entre en vigueur."],
    ["Vraiment ?!", "Oui."],
]
# One sentence each, though they hold full stops.
TOGETHER = [
    "M. Dupont et Mme Durand ont signé.",
    "Mr. Smith met Dr. Jones in St. Helier.",
    "L'art. 5 et l'al. 2 s'appliquent, cf. p. 12 du rapport.",
    "J. R. Berger et A. Novak ont signé.",
    "The U.S. Government agreed.",
    "Several towns (e.g. Oxwell and Thorne) joined.",
    "C'est-à-dire, p.ex. Valbrune, av. J.-C. Rien n'y fait.".replace(" Rien n'y fait.", ""),
    "Il coûte 1.234,50 euros.",
    "The gauge reads 3.14 metres.",
    "« Nous partirons. » dit-il en sortant.",
    "“Will you go?” she asked.",
    "Il a dit « Non ! » et il est sorti.",
    "Voir www.example.org pour le détail.",
    "He left at 6 p.m. on foot.",
    "Ils attendent... sans rien dire.",
]


@pytest.mark.parametrize("parts", APART, ids=lambda parts: parts[0])
def test_sentences_come_apart(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize("text", TOGETHER)
def test_what_is_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


def test_no_break_spaces_before_a_stop_belong_to_the_sentence() -> None:
    text = "Est-il ouvert\u00a0? Oui\u202f! Entrez."
    assert sentences(text) == ["Est-il ouvert\u00a0?", "Oui\u202f!", "Entrez."]


def test_a_blank_line_ends_a_sentence() -> None:
    assert sentences("A heading\n\nThe text begins") == ["A heading", "The text begins"]


def test_nothing_has_no_sentences() -> None:
    assert split("") == split(" \n\u00a0 ") == []


def test_a_long_paragraph_is_read_in_linear_time() -> None:
    """A search back to the start of the text at each full stop took minutes here."""
    assert len(split("Short one here. " * 20_000)) == 20_000


PIECES = st.lists(
    st.sampled_from(
        [*'«»“”"().…?!,:É😀M35J \u00a0\u202f\n', "\n\n", "Le port", "art", "the end", "e.g", "U.S"]
    ),
    max_size=40,
).map("".join)


@given(PIECES | st.text(max_size=200))
def test_every_character_but_space_is_in_exactly_one_sentence(text: str) -> None:
    spans = split(text)
    ends = [0]
    for start, end in spans:
        assert ends[-1] <= start < end
        assert text[start:end] == text[start:end].strip()
        assert not text[ends[-1] : start].strip()
        ends.append(end)
    assert not text[ends[-1] :].strip()
