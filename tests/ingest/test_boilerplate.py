import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.types import ParsedSource
from ingest.boilerplate import strip
from ingest.document import Block, BlockKind
from ingest.loaders import load
from ingest.parse import parse

FRENCH = """Suivez nous sur

Rivières

Le retour des loutres : ce que l'on sait

PARTAGEZ:

Partager

Tweeter

Publié le

9 avril 2022

on

Par

Après quarante ans, les loutres sont revenues dans la Velle, et les pêcheurs s'en félicitent.

Publicité

Les effectifs :

En 2021, quatre loutres ont été comptées. L'année suivante, elles étaient onze.

Lire aussi : Les hérons de la Velle

ANNONCE

La suite après cette publicité

Une idée neuve

L'infolettre de la paroisse a tout raconté, et cette publicité a attiré bien des curieux.

Abonnez-vous à notre newsletter

Partagez cet article :

Les opinions exprimées dans ces articles ne sont pas nécessairement celles de la Gazette.

© 2022 La Gazette. Tous droits réservés.

Tendances

Les castors d'Oxwell creusent un canal

Trois idées pour un pique-nique
"""
FRENCH_KEPT = """Le retour des loutres : ce que l'on sait

Après quarante ans, les loutres sont revenues dans la Velle, et les pêcheurs s'en félicitent.

Les effectifs :

En 2021, quatre loutres ont été comptées. L'année suivante, elles étaient onze.

Une idée neuve

L'infolettre de la paroisse a tout raconté, et cette publicité a attiré bien des curieux."""
ENGLISH = """Follow us on

Rivers

The otters are back: what we know

SHARE:

Facebook

X

Published 3 days ago on April 9, 2022

By

Advertisement

After forty years without a sighting, otters are back in the Vell, and anglers are pleased.

The counts:

In 2021, four otters were counted. A year later there were eleven of them.

Read more: Herons of the Vell

We use cookies to improve your visit. By continuing you accept.

A new idea for the river

Related Articles

Beavers of Oxwell dig a canal

The river that forgot its name

The newsletter of the parish told the story, and the advertising drew visitors to the bank.

Sign up for our newsletter

Share this article:

The positions taken in these articles are not necessarily those of the Courier.

3 Comments

All rights reserved.

Trending
"""
ENGLISH_KEPT = """The otters are back: what we know

After forty years without a sighting, otters are back in the Vell, and anglers are pleased.

The counts:

In 2021, four otters were counted. A year later there were eleven of them.

A new idea for the river

The newsletter of the parish told the story, and the advertising drew visitors to the bank."""


def pasted(text: str) -> ParsedSource:
    return parse(load(text.encode(), "pasted.txt"), id="p", uri="p", origin="x")


@pytest.mark.parametrize(("page", "kept"), [(FRENCH, FRENCH_KEPT), (ENGLISH, ENGLISH_KEPT)])
def test_a_pasted_page_is_its_article_and_nothing_else(page: str, kept: str) -> None:
    assert pasted(page).text == kept


def test_its_headings_become_section_paths() -> None:
    assert [s.path for s in pasted(FRENCH).sections] == [
        (),
        ("Les effectifs",),
        ("Une idée neuve",),
    ]
    assert pasted(FRENCH).source.title == "Le retour des loutres : ce que l'on sait"


REAL = [
    "La newsletter de la mairie annonce que le pont fermera ses portes tout le mois de mai.",
    "Publicité, affichage et enseignes rapportent douze millions d'euros chaque année.",
    "Les tendances du marché restent favorables aux petits producteurs, selon l'étude.",
    "Partager les récoltes entre voisins est une coutume ancienne, que le conseil veut protéger.",
    "Cookies, biscuits and cakes made up a third of all the exports of the island that year.",
    "Advertising brought in two thirds of the income of the museum, tickets the rest.",
    "Trending topics among the farmers of the plain include the price of water and the new dam.",
    "Share prices fell by a fifth that day, which the company put down to the strike.",
    "Related companies own the rest of the line, according to the register that the court keeps.",
    "Subscribe to the theory or not, the figures of the institute leave little room for doubt.",
    "Comments by the minister on the treaty were read as a promise to sign it before the summer.",
    "Published in 1998, the report of the commission changed how the two banks see the river.",
    "Follow the river for two days and you reach the customs house, where the road begins again.",
]
SHORT = [
    "Published in 1998, it sold well.",
    "Newsletter readership doubled in May.",
    "Share prices fell again.",
    "Register numbers fell by half.",
    "Categories: the fund has three.",
    "Il pleut.",
    "Le port a fermé.",
    "Nobody came.",
    "Prices doubled in 2020.",
    "Home prices rose.",
    "(c) proof of income;",
]


@pytest.mark.parametrize("paragraph", REAL + SHORT)
def test_a_real_paragraph_is_never_dropped_for_a_word(paragraph: str) -> None:
    lines = [Block("The first paragraph of the article stands here, and it is long enough.")]
    blocks = (*lines, Block(paragraph), *lines)
    assert strip(blocks) == blocks


def test_an_article_about_opinions_keeps_its_paragraphs() -> None:
    """A disclaimer is among the last blocks only."""
    body = Block("Their views do not necessarily reflect those of the council, the survey found.")
    filler = Block("The survey was held in spring among the nine hundred households of the town.")
    assert strip([body, *[filler] * 8]) == (body, *[filler] * 8)


FURNITURE = [
    "Partager", "Share", "Tweet", "Partagez :", "SHARE THIS ARTICLE", "Share on Facebook",
    "Imprimer", "Suivez-nous sur Twitter", "Follow us", "Publié le 3 mars 2021 à 10:42",
    "Published on March 3, 2021", "Mis à jour le 04/05/2021", "Last updated: 2021-05-04",
    "5 min de lecture", "4 minutes read", "Publicité", "Advertisement", "Sponsored content",
    "Lire aussi", "Lire aussi : La crue de 1910", "Read more", "Abonnez-vous", "Sign in",
    "Newsletter", "12 commentaires", "Leave a comment", "© 2021 La Gazette",
    "Tous droits réservés", "Accept all cookies", "Tout accepter", "Accueil", "Skip to content",
    "Tags: river, otters", "Mots-clés : loutre", "* * *", "———",
    "Nous utilisons des cookies pour améliorer votre visite ; vous pouvez les refuser.",
]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_furniture_goes_wherever_it_is(line: str) -> None:
    real = Block("The first paragraph of the article stands here, and it is long enough.")
    assert strip([Block(line), real, Block(line), real, Block(line)]) == (real, real)


@pytest.mark.parametrize(("kind", "kept"), [("md", True), ("txt", True), ("html", False)])
def test_a_line_that_is_a_date_goes_where_the_date_is_kept(kind: str, kept: bool) -> None:
    lines = ("12 March 2021", "The council of Oxwell met in the old hall on the quay that day.")
    text = "\n\n".join(f"<p>{line}</p>" if kind == "html" else line for line in lines)
    found = parse(load(text.encode(), f"a.{kind}"), id="a", uri="a", origin="x")
    assert (lines[0] in found.text) == kept
    assert found.source.date == (None if kept else "2021-03-12")


@pytest.mark.parametrize(
    "heading",
    "Tendances|Trending now|Articles similaires|Related articles|Most read|À lire aussi|"
    "Sur le même sujet|You may also like|À la une|Les plus lus".split("|"),
)
def test_a_block_of_other_articles_goes_with_its_teasers(heading: str) -> None:
    real = Block("The first paragraph of the article stands here, and it is long enough. " * 4)
    teasers = [Block("Beavers dig a canal"), Block("Herons of the Vell")]
    assert strip([real, Block(heading), *teasers]) == (real,)
    assert strip([real, Block(heading), *teasers, real, real]) == (real, real, real)


def test_an_article_whose_first_heading_reads_like_furniture_keeps_its_text() -> None:
    real = Block("The second paragraph of the article stands here, and it is long enough.")
    heading = Block("Tendances", BlockKind.HEADING, 2)
    kept = strip([real, heading, *[real] * 6])
    assert kept.count(real) == 7


@given(st.lists(st.sampled_from([*FURNITURE, *REAL, "Tendances", "A short line"]), max_size=15))
def test_what_is_kept_is_in_order_and_real_paragraphs_stay_before_a_tail(lines: list[str]) -> None:
    blocks = [Block(line) for line in lines]
    kept = list(strip(blocks))
    places = iter(blocks)
    assert all(block in places for block in kept)
    if "Tendances" not in lines:
        assert [b.text for b in kept if b.text in REAL] == [x for x in lines if x in REAL]
