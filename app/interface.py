"""Every string of the pages, in French and in English.

A test fails where one language lacks a string or a place to fill. Knows nothing of Streamlit.
"""

from __future__ import annotations

from domain.types import Language, Stage

_TEXTS: dict[str, tuple[str, str]] = {
    # The frame: French, English
    "title": ("Passerelle", "Passerelle"),
    "tagline": (
        "Des réponses citées mot pour mot, en français et en anglais.",
        "Answers quoted word for word, in French and in English.",
    ),
    "chat": ("Questions", "Questions"),
    "library": ("Bibliothèque", "Library"),
    "language": ("Langue de l'interface", "Language of the interface"),
    # The chat page
    "ask": ("Posez votre question, en français ou en anglais", "Ask in English or in French"),
    "start": ("Pour commencer", "To begin with"),
    "new": ("Nouvelle conversation", "New conversation"),
    "understood": ("Compris comme : {question}", "Understood as: {question}"),
    "edit": ("Modifier la question comprise", "Change the understood question"),
    "ask_again": ("Poser à nouveau", "Ask again"),
    "quoted_in_fr": ("citation en français", "quoted in French"),
    "quoted_in_en": ("citation en anglais", "quoted in English"),
    "twin_fr": ("Le même passage en français :", "The same passage in French:"),
    "twin_en": ("Le même passage en anglais :", "The same passage in English:"),
    "dated": ("daté du {date}", "dated {date}"),
    "page": ("p. {page}", "p. {page}"),
    "changed": (
        "Cette source a changé depuis la réponse : voici le passage tel qu'il a été cité.",
        "This source has changed since the answer: here is the passage as it was quoted.",
    ),
    "empty": (
        "Aucune source pour l'instant : ajoutez-en une dans la bibliothèque.",
        "There are no sources yet: add one in the library.",
    ),
    "to_library": ("Ouvrir la bibliothèque", "Open the library"),
    "searching": ("Recherche dans les sources…", "Searching the sources…"),
    "reading": ("Choix des phrases qui répondent…", "Choosing the sentences that answer…"),
    "writing": ("Rédaction de la réponse…", "Writing the answer…"),
    "checking": ("Vérification de la réponse…", "Checking the answer…"),
    # The library page
    "sources": ("Sources", "Sources"),
    "column_title": ("Titre", "Title"),
    "column_language": ("Langue", "Language"),
    "column_kind": ("Type", "Kind"),
    "column_date": ("Date", "Date"),
    "column_passages": ("Passages", "Passages"),
    "french": ("français", "French"),
    "english": ("anglais", "English"),
    "kind_text": ("texte", "text"),
    "kind_markdown": ("Markdown", "Markdown"),
    "kind_html": ("page web", "web page"),
    "kind_pdf": ("PDF", "PDF"),
    "kind_docx": ("Word", "Word"),
    "kind_odt": ("OpenDocument", "OpenDocument"),
    "kind_epub": ("livre EPUB", "EPUB book"),
    "add": ("Ajouter des sources", "Add sources"),
    "files": (
        "Fichiers PDF, Word, OpenDocument, EPUB, HTML, Markdown ou texte, 50 Mo au plus chacun",
        "PDF, Word, OpenDocument, EPUB, HTML, Markdown or text files, 50 MB each at most",
    ),
    "pick": ("Choisir des fichiers", "Choose files"),
    "take_in": ("Ajouter à la bibliothèque", "Add to the library"),
    "no_file": ("Choisissez d'abord un fichier.", "Choose a file first."),
    "progress_reading": ("Lecture", "Reading"),
    "progress_embedding": ("Calcul des vecteurs", "Computing vectors"),
    "progress_indexing": ("Indexation", "Indexing"),
    "progress_checking": ("Vérification", "Checking"),
    "progress_publishing": ("Publication", "Publishing"),
    "report_added": ("Ajoutée : {id}", "Added: {id}"),
    "report_updated": ("Mise à jour : {id}", "Updated: {id}"),
    "report_unchanged": ("Inchangée : {id}", "Unchanged: {id}"),
    "report_removed": ("Retirée : {id}", "Removed: {id}"),
    "read": ("Lire une source", "Read a source"),
    "choose": ("Choisissez une source", "Choose a source"),
    "beginning": ("Début", "Beginning"),
    "remove": ("Retirer cette source", "Remove this source"),
    "confirm": (
        "Oui, retirer « {title} » des réponses",
        "Yes, remove “{title}” from the answers",
    ),
}

SUGGESTIONS: dict[Language, tuple[str, ...]] = {
    Language.FR: (
        "Quand l'accord de partenariat renforcé est-il entré en vigueur ?",
        "Quelle part du commerce extérieur du Kazakhstan l'UE représente-t-elle ?",
        "Quelles énergies le Kazakhstan fournit-il à l'UE ?",
    ),
    Language.EN: (
        "When did the enhanced partnership agreement enter into force?",
        "What share of Kazakhstan's foreign trade does the EU account for?",
        "Which energy supplies does Kazakhstan send to the EU?",
    ),
}
"""First questions, which the bundled briefing answers."""

NAMES: dict[Language, str] = {Language.FR: "Français", Language.EN: "English"}
"""What each language calls itself."""


def say(name: str, language: Language, /, **values: str) -> str:
    """The string of that name, its places filled; KeyError for an unknown name or place."""
    french, english = _TEXTS[name]
    return (french if language is Language.FR else english).format(**values)


def stage(stage: Stage, language: Language) -> str:
    """What is going on while the reader waits."""
    return say(str(stage), language)


def names() -> tuple[str, ...]:
    """The names of all strings."""
    return tuple(_TEXTS)


def both(name: str) -> tuple[str, str]:
    """A string in French and in English, places unfilled."""
    return _TEXTS[name]
