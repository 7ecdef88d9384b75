"""String catalogue of the frame and the source pane, French and English.

Part of app/interface.py's table.
"""

from __future__ import annotations

FRAME: dict[str, tuple[str, str]] = {
    "evidence": ("Source", "Source"),
    "evidence_hint": (
        "Choisissez un numéro dans une réponse : sa source s'ouvre ici, à la phrase citée.",
        "Choose a number in an answer: its source opens here, at the quoted sentence.",
    ),
    "evidence_loading": ("Ouverture de la source…", "Opening the source…"),
    "evidence_failed": (
        "La source n'a pas pu être ouverte : le serveur ne répond pas. Essayez à nouveau.",
        "The source could not be opened: the server is not responding. Try again.",
    ),
    "evidence_gone": (
        "Cette source n'est plus dans la bibliothèque.",
        "This source is no longer in the library.",
    ),
    "evidence_changed": (
        "Cette source a changé : le passage cité ne s'y trouve plus.",
        "This source has changed: the passage quoted is no longer in it.",
    ),
    "evidence_unread": (
        "La bibliothèque ne peut pas être lue en ce moment. Essayez à nouveau.",
        "The library cannot be read at present. Try again.",
    ),
    "evidence_whole": ("Lire la source entière", "Read the whole source"),
    "evidence_cut": (
        "Seules les parties voisines sont affichées.",
        "Only the neighbouring sections are shown.",
    ),
    "evidence_place": ("{n} sur {total}", "{n} of {total}"),
    "previous_citation": ("Citation précédente", "Previous citation"),
    "next_citation": ("Citation suivante", "Next citation"),
    "try_again": ("Essayer à nouveau", "Try again"),
    "close": ("Fermer", "Close"),
    "send": ("Envoyer la question", "Send the question"),
    "choose_files": ("Choisir des fichiers", "Choose files"),
    "per_file": ("{n} Mo par fichier", "{n} MB per file"),
    "skip": ("Aller à la question", "Skip to the question"),
    "offline": (
        "Le serveur ne répond pas. La page se reconnecte d'elle-même ; rien de ce qui est gardé "
        "n'est perdu.",
        "The server is not responding. The page reconnects by itself; nothing saved is lost.",
    ),
}
