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
    # Words that look like an abbreviation and end a sentence, by what follows.
    ["The reply was no.", "Nobody had asked twice."],
    ["Il aime l'art.", "Sa sœur préfère le sport."],
    ["La gare est à l'est.", "Le port est à l'ouest."],
    ["Douze villages ont signé.", "iFarine a suivi."],
    ["They shipped it to the U.S.", "The rest stayed in Orme."],
    ["The shop shuts at 9 p.m.", "Nobody is there after that."],
    ["Le vol part à 15 h.", "Les passagers attendent."],
    ["They opted for plan C.", "It cost less."],
    ["The mill was sold to Harrow Ltd.", "It closed in 1990."],
    ["On y vend des pommes, des poires, etc.", "Rien n'est cher."],
    ["La longueur est de 12 mm.", "Le poids est inconnu."],
    ["Le fort date du Ve siècle av. J.-C.", "Il fut rasé en 1240."],
    # Addresses and acronyms that end like abbreviations, units after a number.
    ["Voir data.gov.", "The site is new."],
    ["Kazakhstan is on www.example.com.", "Orme is not."],
    ["It bought ADM.", "The company said so."],
    ["Elle a un CDT.", "Elle part."],
    ["Output rose to 1.5 Mt.", "Orme plans more."],
    ["Il coûte 20 mio.", "Valbrune paie."],
    ["Il fait 20 C.", "Demain, il pleuvra."],
    ["Le quai rouvre en sept.", "L'usine attend."],
    # Reference marks.
    [
        "The firm moved in 1998.[12]",
        "The mill closed.[13][14]",
        "It reopened.[note 3]",
        "Rye rose.",
    ],
    ["Le quai date de 1990.¹", "Le phare est plus vieux.²", "Il fonctionne."],
    [
        "It rose.*",
        "It fell.†",
        "Rye is grown.(4)",
        "So is oats.^7",
        "It sells.[3]:14",
        "It is dear.",
    ],
    ["Selm is a town.[^1]", "It has a port.[^port]", "Ships call."],
    ["La tour date du XVIᵉ s.", "Le pont est du XIXe s.", "Ils tiennent."],
    # Quotations stay with their speaker, and end where they end.
    ["« Le pont est vieux. Il faut le refaire », a dit la maire.", "Personne n'a répondu."],
    ["Odile Varen, préfète : « Rien ne presse. Nous verrons. »", "Elle est partie."],
    ["“The bridge is old. It must go,” she said.", "Nobody answered."],
    ['He said: "The bridge is old. It must go."', "Nobody answered."],
    ["‘It’s old. It must go,’ she said.", "Nobody answered."],
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
    "Le col. Bréval et l'adj. Ouzel ont salué le gén. Ostrand.",
    "Tél. 02 14 15 16 17, réf. ABC-12.",
    "La rés. 1325 et le règl. (CE) n° 44/2001 s'appliquent, env. 300 pers. en dépendent.",
    "S.E. M. Henri Castelmont et Mmes. Arnal et Bruel sont arrivés.",
    "Les frais sont de max. 750 euros et de min. 30 euros.",
    "W.H.G. Armitage met Lt. Col. Ode of Harrow Corp. Chairman Coe was away.",
    "The D.C. Council met at 5 p.m. GMT and at 9 a.m. Monday.",
    "Le mémoire de MM. A. B. Dupont et C. Le Roy est perdu.",
    "Art. 12. Les quais sont publics.",
    "Art. L. 121-4. Les quais sont publics.",
    "1. Le terminal est construit en mer.",
    "En 2022 K. Ostrand a été réélu.",
    "On 9 June 2023 J. Oxwell met her.",
    "L'art.12 CESDH protège tout le monde.",
    "Fig.3 Gas exports are in grey.",
    "Elle a vu le lt.-col. Mazières au port.",
    "DR. ODE AND ADM. COE LEFT.",
    "Il vaut 20 mio. EUR au plus.",
    "Voir la page Passerelle.Core.Text ou Node.Js sur booking.Example.org tout de suite.",
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


def test_a_space_that_is_missing_after_a_stop_glues_no_sentences() -> None:
    text = (
        "The port opened in May 2021.The ministry hired four hundred.La ville applaudit!Elle paie."
    )
    assert sentences(text) == [
        "The port opened in May 2021.",
        "The ministry hired four hundred.",
        "La ville applaudit!",
        "Elle paie.",
    ]


def test_a_long_quotation_is_cut_like_any_text() -> None:
    said = " ".join(f"Number {n} is not in the list of the town." for n in range(20))
    parts = sentences(f"“{said}” she said.")
    assert len(parts) == 20
    assert parts[-1].endswith("she said.")


ROWS = st.lists(
    st.text("abcdé .,;:«»“\"'()[]19", min_size=1).filter(str.strip), min_size=1, max_size=8
)


@given(ROWS)
def test_no_sentence_crosses_a_line_of_a_list_or_table(rows: list[str]) -> None:
    assert all("\n" not in sentence for sentence in sentences("\n".join(rows)))


def test_a_reference_at_the_head_of_a_line_is_of_that_line() -> None:
    assert sentences("Smith, 2020.\n[2] Jones, 2021.") == ["Smith, 2020.", "[2] Jones, 2021."]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "The port opened\nin 1990. It serves\nforty ships.\n\nA line"
    parts = [text[start:end] for start, end in split(text, wrapped=True)]
    assert parts == ["The port opened\nin 1990.", "It serves\nforty ships.", "A line"]


def test_unclosed_quotation_marks_cost_no_more_than_words() -> None:
    assert len(split("« A box. " * 5_000)) == 5_000


def test_nothing_has_no_sentences() -> None:
    assert split("") == split(" \n\u00a0 ") == []


def test_many_raised_digits_are_read_in_linear_time() -> None:
    """Each digit more took twice the time here."""
    assert len(split("A box." + "¹" * 5_000 + "z")) == 1


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
