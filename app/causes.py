"""Translation of a generation's cause, which the journal keeps in English."""

from __future__ import annotations

import re

from domain.types import Language

_WITH_IDS = (
    (r"supersede: (.+) by (.+)", r"remplacement : \1 par \2"),
    (r"supersede: (.+) holds again", r"de nouveau en vigueur : \1"),
)
_CAUSES = (
    (r"ingest: ", "import — "),
    (r"added (\d+)", r"nouvelles : \1"),
    (r"updated (\d+)", r"mises à jour : \1"),
    (r"removed (\d+)", r"retirées : \1"),
    (r"twins linked anew", "versions des deux langues reliées"),
    (r"rebuild", "reconstruction"),
    (r"from generation (\d+)", r"depuis la génération \1"),
    (r"the last (\d+) are kept", r"les \1 dernières sont conservées"),
    (r"found published after a crash", "trouvée publiée après un arrêt brutal"),
    (r"found half removed after a crash", "trouvée à moitié effacée après un arrêt brutal"),
    (r"restored from (.+)", r"restaurée depuis \1"),
    (r"not in the backup", "absente de la sauvegarde"),
    (r"found by a repair", "trouvée par une réparation"),
    (r"repair: generation (\d+) is damaged", r"réparation : la génération \1 est endommagée"),
    (r"repair: its indexes were damaged", "réparation : ses index étaient endommagés"),
    (r"repair: CURRENT was damaged", "réparation : CURRENT était endommagé"),
    (r"repair: damaged", "réparation : endommagée"),
)


def translated_cause(cause: str, reader: Language) -> str:
    """A cause of the journal in the user's language; ids stay unchanged."""
    if reader is not Language.FR:
        return cause
    for english, french in _WITH_IDS:
        if found := re.fullmatch(english, cause, re.DOTALL):
            return found.expand(french)
    for english, french in _CAUSES:
        cause = re.sub(english, french, cause)
    return cause
