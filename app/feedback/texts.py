"""String catalogue of feedback, in French and in English; part of app/interface.py's table."""

from __future__ import annotations

FEEDBACK: dict[str, tuple[str, str]] = {
    "was_useful": ("Cette réponse vous aide-t-elle ?", "Does this answer help you?"),
    "useful": ("Utile", "Useful"),
    "not_useful": ("Pas utile", "Not useful"),
    "thanks": ("Merci, votre avis est enregistré.", "Thank you, your feedback has been saved."),
    "thanks_reason": (
        "Merci, votre avis et votre remarque sont enregistrés.",
        "Thank you, your feedback and your comment have been saved.",
    ),
    "why": ("Pourquoi ? (facultatif)", "Why? (optional)"),
    "why_note": (
        "Votre avis est gardé {days} jours avec la question et la réponse, sans votre nom. "
        "Les administrateurs de ce serveur peuvent le lire.",
        "Your feedback is kept for {days} days with the question and the answer, without your "
        "name. The administrators of this server can read it.",
    ),
    "send_reason": ("Envoyer", "Send"),
    "feedback_unkept": (
        "Votre avis n'a pas pu être enregistré ; le journal du serveur dit pourquoi. Réessayez "
        "plus tard.",
        "Your feedback could not be saved; the server's log says why. Try again later.",
    ),
}
