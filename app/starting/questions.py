"""Fixed questions on the bundled briefing, by source.

Each is asked before it is shown (app/suggested.py), so that one that an edited briefing no longer
answers is not shown. The first of each source begin a conversation; the others go on from it.
"""

from __future__ import annotations

from domain.types import Language

_KEPT: tuple[tuple[str, str, str], ...] = (
    (
        "trade-and-investment",
        "Quand l'accord de partenariat renforcé est-il entré en vigueur ?",
        "When did the enhanced partnership agreement enter into force?",
    ),
    (
        "energy",
        "Quelles énergies le Kazakhstan fournit-il à l'UE ?",
        "Which energy supplies does Kazakhstan send to the EU?",
    ),
    (
        "connectivity",
        "Quel trajet suit la route transcaspienne ?",
        "Which path does the Trans-Caspian route take?",
    ),
    (
        "security",
        "Que garde la banque d'uranium de l'AIEA ?",
        "What does the IAEA's uranium bank hold?",
    ),
    (
        "environment",
        "Quels sont les objectifs des projets climatiques communs ?",
        "What are the goals of the joint climate projects?",
    ),
    (
        "education-and-culture",
        "Que font les échanges Erasmus+ pour le Kazakhstan ?",
        "What does Erasmus+ do for exchanges with Kazakhstan?",
    ),
    (
        "overview",
        "Pourquoi le Kazakhstan compte-t-il pour l'UE ?",
        "Why does Kazakhstan matter to the EU?",
    ),
    (
        "politics",
        "Quelles réformes le Kazakhstan mène-t-il ?",
        "Which reforms is Kazakhstan making?",
    ),
    (
        "trade-and-investment",
        "Quelle part du commerce extérieur du Kazakhstan l'UE représente-t-elle ?",
        "What share of Kazakhstan's foreign trade does the EU account for?",
    ),
    (
        "trade-and-investment",
        "À combien se montent les investissements de l'UE au Kazakhstan ?",
        "How much has the EU invested in Kazakhstan?",
    ),
    (
        "energy",
        "Quel est le potentiel du Kazakhstan en énergies renouvelables ?",
        "What potential does Kazakhstan have for renewable energy?",
    ),
    (
        "energy",
        "Quels engagements l'UE et le Kazakhstan ont-ils pris sur l'énergie ?",
        "Which joint commitments on energy have the EU and Kazakhstan made?",
    ),
    (
        "connectivity",
        "Que changent de meilleures liaisons ferroviaires et routières ?",
        "What do better rail and road links change?",
    ),
    (
        "security",
        "Quand le Kazakhstan a-t-il renoncé à ses armes nucléaires ?",
        "When did Kazakhstan give up its nuclear weapons?",
    ),
    (
        "education-and-culture",
        "Comment l'UE aide-t-elle à moderniser l'enseignement supérieur ?",
        "How does the EU help to modernise higher education?",
    ),
)


def kept(language: Language, source_id: str | None = None) -> tuple[str, ...]:
    """The questions in a language; those about one source of the briefing, else all of them."""
    at = 1 if language is Language.FR else 2
    return tuple(
        row[at] for row in _KEPT if source_id is None or row[0] == source_id.partition(".")[0]
    )
