"""The words that near misses are made with: currencies, names, things counted and opposites.

General words in both languages; none belongs to a text.
"""

from __future__ import annotations

from domain.types import Language

EN, FR = Language.EN, Language.FR

IN_YEAR = {EN: "in {}", FR: "en {}"}
IN_CURRENCY = {EN: "in {}", FR: "en {}"}
CURRENCIES = {
    EN: ("yen", "rupees", "pesos", "pounds sterling", "zlotys", "tenge", "roubles"),
    FR: ("yens", "roupies", "pesos", "livres sterling", "zlotys", "tenges", "roubles"),
}
UNHEARD = (
    "Mongolia",
    "Ostrava",
    "Kwame",
    "Bergland",
    "Zanzibar",
    "Uruguay",
    "Laponie",
    "Tashkent",
    "Orsini",
    "Ghana",
    "Halvorsen",
    "Meridia",
    "Bratislava",
)
COUNTED = tuple(
    {EN: english, FR: french}
    for english, french in (
        ("hotels", "hôtels"),
        ("judges", "juges"),
        ("helicopters", "hélicoptères"),
        ("prisons", "prisons"),
        ("newspapers", "journaux"),
        ("theatres", "théâtres"),
        ("dentists", "dentistes"),
        ("bicycles", "vélos"),
        ("interpreters", "interprètes"),
        ("windmills", "moulins"),
        ("soldiers", "soldats"),
        ("accidents", "accidents"),
    )
)
_ENGLISH = """
exports imports | export import | exported imported | sell buy | sold bought | seller buyer
rise fall | rose fell | risen fallen | increase decrease | increased decreased | grow shrink
grown shrunk | doubled halved | open close | opened closed | opening closing
north south | northern southern | eastern western | largest smallest | biggest smallest
larger smaller | highest lowest | longest shortest | fewer more | lowest highest | best worst
join leave | joined left | accept reject | accepted rejected | approved rejected | allowed forbidden
created abolished | founded dissolved | set\\ up abolished| began ended | started stopped
start stop | win lose | won lost | gain lose | gained lost | build demolish | built demolished
before after | above below | more less | oldest newest | earlier later | faster slower
supports opposes | support oppose | keep abandon | kept abandoned | lend borrow | lent borrowed
gives receives | gave received | receive give | pays receives | hired dismissed
strengthen weaken | strengthened weakened | improve worsen | improved worsened | banned allowed
"""
_FRENCH = """
exporte importe | exportent importent | exportations importations | exporté importé | vend achète
vendent achètent | vendu acheté | vendre acheter | hausse baisse | augmenté diminué
augmente diminue | augmentent diminuent | augmenter diminuer | progresse recule | progressé reculé
doublé chuté | ouvre ferme | ouvert fermé | ouverte fermée | ouvrir fermer | ouvrira fermera
premier dernier | première dernière | nord sud | accepte refuse | accepté refusé
approuvé rejeté | adopté rejeté | autorisé interdit | créé supprimé | créée supprimée
fondé dissous | fondée dissoute | lancé abandonné | lancée abandonnée | commencé cessé
commence cesse | gagné perdu | gagne perd | construit démoli | construire démolir
avant après | grand petit | grande petite | grands petits | ancien nouveau
ancienne nouvelle | gratuit payant | gratuite payante | gratuits payants | soutient combat
soutenir combattre | maintenu abandonné | maintenir abandonner | prête emprunte | donne reçoit
reçoit donne | verse reçoit | renforcer affaiblir | renforcé affaibli | améliorer dégrader
amélioré dégradé | rejoindre quitter | rejoint quitté | rapide lent | haut bas | long court
longue courte | vers depuis | tôt tard | embauché licencié | protéger menacer | protège menace
"""


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    rows = (row.replace("\\ ", "_") for row in text.replace("\n", "|").split("|"))
    split = ([word.replace("_", " ") for word in row.split()] for row in rows if row.strip())
    return tuple((this, that) for this, that in split)


PAIRS = {EN: _pairs(_ENGLISH), FR: _pairs(_FRENCH)}
"""Words in the form in which they stand, and their opposites in the same form."""
