import pytest

from answer.reading.coreference import leans


@pytest.mark.parametrize(
    "sentence",
    [
        "It entered into force in March 2020.",
        "In March 2020, it entered into force.",
        "However, they cover 29 areas.",
        "This agreement covers 29 areas.",
        "These goods come by rail.",
        "That made it the first partner.",
        "Such ties are strong.",
        "Its exports grew.",
        "He visited the harbour.",
        "Kazakhstan did so in March 2020.",
        "The latter entered into force.",
        "Also, timber leaves by sea.",
        "Il est entré en vigueur en mars 2020.",
        "En 2020, elle a fermé.",
        "Ils couvrent 29 domaines.",
        "Cela représente 40 %.",
        "Ce pays exporte du cuivre.",
        "Cette visite a eu lieu en mai.",
        "C'est le premier partenaire.",
        "Celui-ci est entré en vigueur.",
        "Ses exportations ont augmenté.",
        "L'UE l'a fait en mars 2020.",
        "L'UE en est le premier client.",
        "Il s'agit d'un accord.",
        "It was signed to replace another one.",
        "It is an agreement that covers 29 areas.",
    ],
)
def test_what_does_not_name_what_it_speaks_of_leans(sentence: str) -> None:
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The EPCA entered into force in March 2020.",
        "The EPCA entered into force, and it covers 29 areas.",
        "That the harbour opened is known.",
        "It is expected that trade will grow.",
        "It was in 1954 that the harbour opened.",
        "The former Soviet republic exports oil.",
        "Such as it is, the harbour works.",
        "These last years, trade grew.",
        "Il existe un accord entre les deux.",
        "Il y a 40 % de cuivre.",
        "C'est en 2020 que l'accord est entré en vigueur.",
        "Ce que le port exporte vient du nord.",
        "En 2020, l'accord est entré en vigueur.",
        "Cette année, le port a fermé.",
        "Italy exports timber.",
        "His Excellency the ambassador of Norway opened the harbour.",
        "Son Excellence l'ambassadeur de Norvège a ouvert le port.",
        "Elles-mêmes puis, le port ferme.",
        "Le port en bois est fermé.",
    ],
)
def test_what_names_what_it_speaks_of_does_not_lean(sentence: str) -> None:
    assert not leans(sentence)
