import pytest

from domain.errors import SourceNotReadable
from domain.types import Language


@pytest.mark.parametrize(
    ("detail", "english", "french"),
    [
        ("No such file or directory", "Check the path.", "Vérifiez le chemin."),
        ("it is not a regular file", "Check the path.", "Vérifiez le chemin."),
        ("it is binary", "as UTF-8 text.", "en texte UTF-8."),
        ("it is password-protected", "without the password.", "sans mot de passe."),
        ("it is broken or cut short", "export it again.", "exportez-le à nouveau."),
        ("it is an old Office file", "as .docx or .odt.", "en .docx ou en .odt."),
        ("it is not a Word document", "that made it.", "qui l'a produit."),
        ("900 MB unpacked, 12 parts", "that made it.", "qui l'a produit."),
    ],
)
def test_each_cause_has_its_own_advice(detail: str, english: str, french: str) -> None:
    error = SourceNotReadable("report.pdf", detail)
    assert error.message(Language.EN).endswith(english)
    assert error.message(Language.FR).endswith(french)


def test_what_to_do_with_a_scan_is_said_once() -> None:
    error = SourceNotReadable(
        "a.pdf", "it is a scan without text: run text recognition (OCR) on it"
    )
    assert str(error) == f"a.pdf cannot be read ({error.detail})."
