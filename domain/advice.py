"""Advice for each cause of an unreadable source, in both languages."""

from __future__ import annotations

import re

_PATH = ("Check the path.", "Vérifiez le chemin.")
_AGAIN = (
    "Save it again from the program that made it.",
    "Enregistrez-le à nouveau depuis le logiciel qui l'a produit.",
)
_ROWS: tuple[tuple[str, tuple[str, str]], ...] = (
    (r"it is not a regular file", _PATH),
    (
        r"it is password-protected",
        ("Save a copy without the password.", "Enregistrez-en une copie sans mot de passe."),
    ),
    (
        r"it is broken or cut short",
        ("Download or export it again.", "Téléchargez-le ou exportez-le à nouveau."),
    ),
    (r"it is a scan without text.*|\w+ did not finish reading it|\w+ cannot read it: .*", ("", "")),
    (
        r"its fonts do not say.*",
        (
            "Run text recognition (OCR) on it, or export it again.",
            "Passez-le à la reconnaissance de caractères (OCR), ou exportez-le à nouveau.",
        ),
    ),
    (
        r"it is (?:binary|not UTF-8|not the \S+ it says|not HTML)",
        ("Save it again as UTF-8 text.", "Enregistrez-le à nouveau en texte UTF-8."),
    ),
    (
        r"it is an old Office file",
        ("Save it as .docx or .odt.", "Enregistrez-le en .docx ou en .odt."),
    ),
    (
        r"its front matter is not YAML.*",
        (
            "Correct the lines between the first two ---.",
            "Corrigez les lignes entre les deux premiers ---.",
        ),
    ),
    (
        r"it is not an? .*|.* is missing in it|it declares XML entities|\d+ MB unpacked.*",
        _AGAIN,
    ),
)


def advice(detail: str) -> tuple[str, str]:
    """In English and in French; advises checking the path where nothing more specific applies."""
    found = (texts for pattern, texts in _ROWS if re.fullmatch(pattern, detail, re.DOTALL))
    return next(found, _PATH)
