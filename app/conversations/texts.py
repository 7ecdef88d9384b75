"""String catalogue of the conversations, French and English; part of app/interface.py's table."""

from __future__ import annotations

CONVERSATIONS: dict[str, tuple[str, str]] = {
    "conversations": ("Conversations", "Conversations"),
    "no_conversation": (
        "Vos conversations seront gardées ici.",
        "Your conversations will be kept here.",
    ),
    "new_beside": ("Nouvelle", "New"),
    "search_conversations": (
        "Chercher dans mes conversations",
        "Search my conversations",
    ),
    "search_words": ("Mots à chercher", "Words to search for"),
    "none_found": ("Aucune conversation trouvée.", "No conversation found."),
    "kept_for": (
        "Conservées {days} jours après la dernière question, pour ce navigateur uniquement.",
        "Kept for {days} days after the last question, for this browser only.",
    ),
    "this_conversation": ("Cette conversation", "This conversation"),
    "name": ("Titre", "Title"),
    "share": (
        "Lisible par quiconque en a l'adresse",
        "Readable by anyone who has its address",
    ),
    "shared_now": (
        "L'adresse de cette page suffit maintenant pour la lire.",
        "Anyone who has the address of this page can now read it.",
    ),
    "versions": ("Versions antérieures", "Earlier versions"),
    "version": (
        "Une version antérieure de cette conversation, remplacée le {at}. Votre question en "
        "commencera une copie.",
        "An earlier version of this conversation, replaced on {at}. Your question will start a "
        "copy of it.",
    ),
    "version_now": ("Revenir à la conversation", "Back to the conversation"),
    "delete": ("Supprimer", "Delete"),
    "delete_all": ("Tout supprimer", "Delete all"),
    "delete_title": ("Supprimer", "Delete"),
    "delete_sure": (
        "« {title} » sera supprimée définitivement.",
        "“{title}” will be deleted for good.",
    ),
    "delete_all_sure": (
        "Toutes vos conversations ({n}) seront supprimées définitivement.",
        "All your conversations ({n}) will be deleted for good.",
    ),
    "delete_yes": ("Supprimer définitivement", "Delete for good"),
    "keep_it": ("Ne rien supprimer", "Delete nothing"),
    "missing": (
        "Cette adresse ne mène à aucune conversation que ce navigateur puisse lire : elle a été "
        "supprimée, ou son auteur ne la partage pas.",
        "There is no conversation at this address that this browser can read: it was deleted, or "
        "its author does not share it.",
    ),
    "unreadable": (
        "La conversation à cette adresse ne peut pas être lue en ce moment ; le journal du "
        "serveur dit pourquoi. Rechargez la page plus tard : l'adresse reste la même.",
        "The conversation at this address cannot be read at present; the server's log says why. "
        "Reload the page later: the address stays the same.",
    ),
    "deleted_elsewhere": (
        "La conversation précédente a été supprimée entre-temps. Votre question en commence une "
        "autre.",
        "The previous conversation has been deleted. Your question starts a new one.",
    ),
    "not_own": (
        "Conversation partagée par quelqu'un d'autre. Votre question en commencera une copie, qui "
        "sera la vôtre.",
        "Somebody else shared this conversation. Your question will start a copy of your own.",
    ),
    "unkept": (
        "Les conversations ne peuvent pas être gardées en ce moment ; le journal du serveur dit "
        "pourquoi. Les réponses n'en dépendent pas.",
        "Conversations cannot be saved at present; the server's log says why. Answers are not "
        "affected.",
    ),
    "too_long": (
        "Votre texte a {n} caractères ; une question en compte {most} au plus. Il n'est pas "
        "perdu : raccourcissez-le ici.",
        "Your text has {n} characters; a question may have at most {most}. It is not lost: shorten "
        "it here.",
    ),
    "shorten": ("Votre question", "Your question"),
    "sum_up": ("Oui, un résumé", "Yes, a summary"),
}
