"""What a reader is told of a source that was taken in with a warning."""

import json
from pathlib import Path

import pytest

from app.views.as_json import report_json
from app.views.report import print_report
from app.wiring import build
from domain.reports import IngestReport
from domain.settings import Settings
from domain.types import Language
from ingest.inputs import UploadInput

GERMAN = "Der Rat hat neun Millionen für die neue Brücke ausgegeben, und die Städte zahlen dafür."


def ingested(folder: Path) -> IngestReport:
    parts = build(Settings(), folder)
    try:
        return parts.ingest([UploadInput("rat.txt", f"{GERMAN}\n\n{GERMAN}".encode())])
    finally:
        parts.store.close()


def test_a_source_in_a_third_language_is_added_with_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = ingested(tmp_path)
    assert report.added == ("rat.txt",)
    [warned] = report.warnings
    assert warned.source == "rat.txt"
    assert "German" in warned.text or "allemand" in warned.text
    for language, said in ((Language.EN, "warning: rat.txt"), (Language.FR, "attention : rat.txt")):
        print_report(report, language, as_json=False)
        assert said in capsys.readouterr().err
    given = json.loads(json.dumps(report_json(report)))
    assert given["warnings"] == [{"source": "rat.txt", "text": warned.text}]
    assert given["failed"] == []
