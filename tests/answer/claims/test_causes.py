"""Causes and effects, exchanged or not; words are held where they begin alike."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.claims.causes import exchanged

RAIN = "Heavy rain delayed the harvest."
PUMPS = "The harbour master resigned because the pumps had failed."
DIGUE = "Grâce à la digue, le port accueille davantage de pêcheurs."
CHALUT = "Le chalutage est interdit, car il abîme les herbiers."
BRIDGE = "The bridge cut the journey to three hours."
EXCHANGED = {
    "verb": ("The harvest delayed the rain.", RAIN),
    "passive": ("The rain was caused by the harvest.", RAIN),
    "because": ("The pumps failed because the harbour master resigned.", PUMPS),
    "because-first": ("Because the harbour master resigned, the pumps failed.", PUMPS),
    "grace": ("Grâce aux pêcheurs, la digue est solide.", DIGUE),
    "car": ("Les herbiers sont abîmés parce que le chalutage est interdit.", CHALUT),
    "shared-end": ("The journey cut the bridge to three hours.", BRIDGE),
}
KEPT = {
    "verb": ("Rain has delayed the harvest.", RAIN),
    "passive": ("The harvest was delayed by rain.", RAIN),
    "because": ("Because of the pumps, the harbour master resigned.", PUMPS),
    "thanks": ("Thanks to the bridge, the journey takes three hours.", BRIDGE),
    "grace": ("La digue attire davantage de pêcheurs.", DIGUE),
    "car": ("Le chalutage est interdit parce qu'il abîme les herbiers.", CHALUT),
    "no-cause": ("The harvest was late.", RAIN),
    "give-up": ("Farms that give up silage get a bonus.", "The bonus rewards farms."),
    "no-source": ("The harvest delayed the rain.", "It rained."),
}


def held(claimed: str, told: str) -> int:
    own = {word[:5] for word in re.findall(r"\w{4,}", told.lower())}
    return len(own & {word[:5] for word in re.findall(r"\w{4,}", claimed.lower())})


@pytest.mark.parametrize(("claim", "source"), EXCHANGED.values(), ids=EXCHANGED)
def test_cause_and_effect_exchanged(claim: str, source: str) -> None:
    assert exchanged(claim, [source], held)


@pytest.mark.parametrize(("claim", "source"), KEPT.values(), ids=KEPT)
def test_cause_and_effect_kept(claim: str, source: str) -> None:
    assert not exchanged(claim, [source], held)


def test_one_source_that_tells_it_so_is_enough() -> None:
    claim = "The harvest delayed the rain."
    assert not exchanged(claim, [RAIN, claim], held)


WORDS = "rain harvest bridge caused delayed because of by was thanks to pumps".split()


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_a_claim_never_exchanges_its_own(words: list[str]) -> None:
    text = " ".join(words)
    assert not exchanged(text, [text], held)
