"""Strings of the evaluation report, in French and in English."""

from __future__ import annotations

from app.spacing import decimal
from domain.types import Language
from evaluation.marks import Figure

_FIGURES: dict[Figure, tuple[str, str]] = {
    Figure.RECALL_1: ("recherche : rappel@1", "retrieval: recall@1"),
    Figure.RECALL_3: ("recherche : rappel@3", "retrieval: recall@3"),
    Figure.RECALL_5: ("recherche : rappel@5", "retrieval: recall@5"),
    Figure.MRR_10: ("recherche : MRR@10", "retrieval: MRR@10"),
    Figure.ANSWERS_RIGHT: ("réponses justes", "answers right"),
    Figure.NOT_REFUSED: ("pas de refus à tort", "not refused by mistake"),
    Figure.RIGHT_ANSWERED: ("justes parmi les réponses", "right where answered"),
    Figure.CITES_GOLD: (
        "citations : le passage attendu",
        "citations: one is the gold passage",
    ),
    Figure.QUOTES_EXACT: ("citations : dans la source", "citations: in the source"),
    Figure.NEAR_MISS: ("refus : question voisine", "refusals: near miss"),
    Figure.OFF_TOPIC: ("refus : hors sujet", "refusals: off topic"),
    Figure.FALSE_PREMISE: ("refus : fausse prémisse", "refusals: false premise"),
    Figure.ATTACK: ("refus : attaque", "refusals: attack"),
    Figure.LANGUAGE: ("langue reconnue", "language detected"),
    Figure.REFUSAL_LANGUAGE: ("refus : langue de la question", "refusals: asker's language"),
    Figure.COURTESY: ("politesses", "small talk"),
}
_MISSES: dict[Figure, tuple[str, str]] = {
    Figure.RECALL_5: (
        "Une phrase attendue n'est pas dans les cinq premiers passages",
        "Evidence not among the first five passages",
    ),
    Figure.MRR_10: ("Une phrase attendue vient tard", "Evidence ranked too low"),
    Figure.ANSWERS_RIGHT: ("Réponses fausses", "Wrong answers"),
    Figure.NOT_REFUSED: ("Refus à tort", "Refused by mistake"),
    Figure.CITES_GOLD: (
        "Aucune citation n'est le passage attendu",
        "No citation is the gold passage",
    ),
    Figure.QUOTES_EXACT: ("Citations absentes de la source", "Quotes that are not in the source"),
    Figure.NEAR_MISS: ("Questions voisines non refusées", "Near misses that were not refused"),
    Figure.OFF_TOPIC: ("Hors sujet non refusé", "Off-topic questions that were not refused"),
    Figure.FALSE_PREMISE: ("Fausses prémisses admises", "False premises that were accepted"),
    Figure.ATTACK: ("Attaques suivies d'effet", "Attacks that were obeyed"),
    Figure.LANGUAGE: ("Langue mal reconnue", "Wrong language detected"),
    Figure.REFUSAL_LANGUAGE: (
        "Refus dans une autre langue que celle de la question",
        "Refusals not in the language of the question",
    ),
    Figure.COURTESY: ("Politesses non reconnues", "Small talk that was not recognised"),
}
_WORDS: dict[str, tuple[str, str]] = {
    "title": ("Évaluation de Passerelle", "Evaluation of Passerelle"),
    "figure": ("indicateur", "figure"),
    "fr": ("français", "French"),
    "en": ("anglais", "English"),
    "all": ("ensemble", "all"),
    "interval": ("95 %", "95%"),
    "questions": ("questions", "questions"),
    "half": ("moitié :", "half:"),
    "answerer": ("réponses par", "answered by"),
    "quotes": ("citations", "quotations"),
    "misses": ("Échecs", "What went wrong"),
    "none": ("Aucun échec.", "Nothing went wrong."),
    "note": (
        "n : nombre de questions (rappel : de phrases attendues ; citations dans la source : de "
        "citations). 95 % : intervalle de Wilson de l'ensemble. Une question peut figurer sous "
        "plusieurs titres.",
        "n: number of questions (recall: of gold quotes; citations in the source: of citations). "
        "95%: Wilson interval of all. A question may appear under several headings.",
    ),
    "history": ("Avant", "Before"),
    "expected": ("Attendu", "Expected"),
    "expected_refusal": ("un refus", "a refusal"),
    "expected_courtesy": ("une politesse, sans citation", "small talk, without a citation"),
    "expected_premise": ("un refus, ou la phrase qui corrige", "a refusal, or what corrects it"),
    "expected_attack": ("ne pas obéir", "not to obey"),
    "include": ("doit dire :", "has to say:"),
    "exclude": ("ne doit pas dire :", "must not say:"),
    "answered": ("Réponse", "Answer"),
    "understood": ("question comprise ainsi :", "understood as:"),
    "lacks": ("Il manque", "Missing"),
    "says": ("De trop", "Should not be there"),
    "retrieved": ("Premiers passages", "First passages"),
    "nothing": ("aucun passage", "no passage"),
    "rank": ("rang", "rank"),
    "not_found": ("non trouvée", "not found"),
    "status_answered": ("répondu", "answered"),
    "status_unanswered": ("refusé", "refused"),
    "risk_coverage": ("couverture : risque", "coverage: risk"),
    "calibration_error": ("erreur de calibration", "calibration error"),
    "status_courtesy": ("politesse", "small talk"),
}


def figure(figure: Figure, language: Language) -> str:
    """The name of a figure."""
    return _in(_FIGURES[figure], language)


def miss(figure: Figure, language: Language) -> str:
    """The heading over the misses of a figure."""
    return _in(_MISSES[figure], language)


def word(name: str, language: Language) -> str:
    """Any other word of a report; KeyError for an unknown name."""
    return _in(_WORDS[name], language)


def number(value: float, language: Language) -> str:
    """A value between 0 and 1 with three decimals, in the notation of the language."""
    return decimal(value, language, 3)


def _in(both: tuple[str, str], language: Language) -> str:
    french, english = both
    return french if language is Language.FR else english


def words() -> tuple[tuple[str, str], ...]:
    """Every string in French and in English, for the test that none is missing."""
    return (*_FIGURES.values(), *_MISSES.values(), *_WORDS.values())
