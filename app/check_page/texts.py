"""String catalogue of the draft verification page, in French and in English."""

from __future__ import annotations

CHECKING: dict[str, tuple[str, str]] = {
    "check": ("Vérifier un texte", "Check a text"),
    "check_intro": (
        "Donnez un discours, une note, un article : chaque phrase est comparée aux sources de la "
        "bibliothèque, et la phrase qui l'étaye ou la contredit est montrée à côté.",
        "Paste or upload a speech, a note or an article: each sentence is compared with the "
        "sources in the library, and shown beside the one that supports or contradicts it.",
    ),
    "check_private": (
        "Votre texte n'est montré à personne d'autre et n'est écrit nulle part : il reste en "
        "mémoire une heure.",
        "Nobody else sees your text, and it is not saved: it stays in memory for an hour.",
    ),
    "check_paste": ("Collez votre texte", "Paste your text"),
    "check_file": (
        "Ou un fichier Word, Markdown ou texte, de 2 Mo au plus",
        "Or a Word, Markdown or text file of at most 2 MB",
    ),
    "check_pick": ("Choisir un fichier", "Choose a file"),
    "check_begin": ("Vérifier", "Check"),
    "check_nothing": (
        "Collez d'abord un texte, ou choisissez un fichier.",
        "Paste a text or choose a file first.",
    ),
    "check_both": (
        "Donnez un texte collé ou un fichier, pas les deux.",
        "Paste a text or choose a file, not both.",
    ),
    "check_too_large": (
        "« {name} » dépasse 2 Mo : découpez-le en plusieurs textes.",
        "“{name}” is larger than 2 MB: split it into several texts.",
    ),
    "check_taken": (
        "Un de vos textes est en cours de vérification, ou trop d'autres le sont : attendez la "
        "fin de la vérification, ou arrêtez-la.",
        "One of your texts is being checked, or too many others are: wait, or stop yours.",
    ),
    "check_pasted": ("Texte collé", "Pasted text"),
    "check_turn": (
        "En attente : un autre texte est vérifié avant le vôtre.",
        "Waiting: another text is being checked before yours.",
    ),
    "check_reading": ("Lecture du texte…", "Reading the text…"),
    "check_progress": (
        "Phrase {done} sur {total}",
        "Sentence {done} of {total}",
    ),
    "check_stop": ("Arrêter la vérification", "Stop checking"),
    "check_stopping": ("Arrêt après cette phrase…", "Stopping after this sentence…"),
    "check_stopped": (
        "Vérification arrêtée ; phrases vérifiées : {done} sur {total}.",
        "Stopped: {done} of {total} sentences were checked.",
    ),
    "check_done": ("Vérification terminée : {name}", "Check finished: {name}"),
    "check_counts": (
        "Étayées : {supported} · contredites : {contradicted} · introuvables dans les sources : "
        "{not_found}",
        "Supported: {supported} · contradicted: {contradicted} · not found in the sources: "
        "{not_found}",
    ),
    "check_limits": (
        "« Introuvable » ne veut pas dire faux : rien n'a été trouvé à ce sujet dans la "
        "bibliothèque. Relisez aussi ce qui est marqué « étayée » ou « contredite » : la "
        "comparaison peut se tromper.",
        "“Not found” does not mean wrong: only that nothing on it was found in the library. Read "
        "what is marked “supported” or “contradicted” too: the comparison can be wrong.",
    ),
    "check_show": ("Montrer", "Show"),
    "check_supported": ("étayée", "supported"),
    "check_contradicted": ("contredite", "contradicted"),
    "check_not_found": ("introuvable", "not found"),
    "check_no_claim": ("sans affirmation", "no claim"),
    "check_detail": (
        "Absent de la source la plus proche : {detail}",
        "Missing from the nearest source: {detail}",
    ),
    "check_open": ("Lire dans la source", "Read in the source"),
    "check_export": ("Texte avec notes (Markdown)", "Text with footnotes (Markdown)"),
    "check_new": ("Vérifier un autre texte", "Check another text"),
}
