"""String catalogue of changes in the library, in French and in English; part of its table.

Differences before they are published, history, sources that disagree, sources that are superseded.
"""

from __future__ import annotations

CHANGES: dict[str, tuple[str, str]] = {
    # A difference
    "difference": ("Différences", "Differences"),
    "before": ("Avant", "Before"),
    "after": ("Après", "After"),
    "without": ("(vide)", "(none)"),
    "moved": ("déplacé", "moved"),
    "moved_from": ("déplacé depuis « {section} »", "moved from “{section}”"),
    "source_added": ("Nouvelle : {title}", "New: {title}"),
    "source_changed": ("Modifiée : {title}", "Changed: {title}"),
    "source_removed": ("Retirée : {title}", "Removed: {title}"),
    "detail_title": ("Titre", "Title"),
    "detail_change": ("{name} : {old} → {new}", "{name}: {old} → {new}"),
    "typography": (
        "Typographie ou numérotation seulement, le texte est mis à jour (passages : {n})",
        "Only typography or numbering changed; the text is updated (passages: {n})",
    ),
    "more_passages": ("… et d'autres passages : {n}", "… and more passages: {n}"),
    "more_sources": ("… et d'autres sources : {n}", "… and more sources: {n}"),
    "counts": (
        "Passages — ajoutés : {added}, modifiés : {changed}, déplacés : {moved}, "
        "retirés : {removed}, inchangés : {unchanged}",
        "Passages — added: {added}, changed: {changed}, moved: {moved}, removed: {removed}, "
        "unchanged: {unchanged}",
    ),
    # A proposal
    "proposal_title": ("Changements proposés", "Proposed changes"),
    "proposal": (
        "Voici ce qui changerait. Rien n'est publié : les réponses viennent encore de "
        "l'ancienne version.",
        "This is what would change. Nothing is published yet: answers still use the old version.",
    ),
    "proposal_anew": (
        "La bibliothèque a changé entre-temps ; voici la différence telle qu'elle est maintenant.",
        "The library has changed in the meantime; this is the difference as it is now.",
    ),
    "also_new": ("Nouvelles sources : {n}", "New sources: {n}"),
    "publish": ("Publier", "Publish"),
    "discard": ("Abandonner", "Discard"),
    "discarded": (
        "Abandonné : la bibliothèque n'a pas changé.",
        "Discarded: the library has not changed.",
    ),
    "undecided": (
        "Des changements attendent une décision : publiez-les ou abandonnez-les d'abord.",
        "Changes are waiting for a decision: publish or discard them first.",
    ),
    "full": (
        "Trop de changements attendent une décision dans d'autres navigateurs : rien n'a "
        "changé. Réessayez plus tard, ou avec moins de fichiers.",
        "Too many changes are waiting in other browsers for a decision: nothing has changed. Try "
        "again later, or with fewer files.",
    ),
    "draft_gone": (
        "Ces changements ne sont plus en attente : ils ont été publiés ou abandonnés ailleurs, ou "
        "leur délai d'un jour est écoulé. Rien n'a changé ; ajoutez à nouveau les fichiers s'il "
        "le faut.",
        "These changes are no longer waiting for a decision: they were decided elsewhere, or more "
        "than a day has passed. Nothing has changed; add the files again if you need to.",
    ),
    # The review queue
    "reviews": ("À relire ({n})", "To review ({n})"),
    "reviews_note": (
        "Ces pages web ont changé depuis qu'elles sont dans la bibliothèque. Rien n'est publié : "
        "les réponses viennent encore de l'ancienne version.",
        "These web pages have changed since they were added to the library. Nothing is published "
        "yet: answers still use the old version.",
    ),
    "found_at": ("Changement constaté le {at} · {id}", "Change seen on {at} · {id}"),
    "open_it": ("Lire la version actuelle", "Read the current version"),
    "review_gone": (
        "Ce changement n'est plus en attente : la source a changé entre-temps. Le prochain "
        "« passerelle refresh --review » la comparera de nouveau.",
        "This change is no longer waiting: the source has changed since. The next `passerelle "
        "refresh --review` will compare it again.",
    ),
    "review_discarded": (
        "Abandonné : ce changement ne sera plus proposé.",
        "Discarded: this change will not be proposed again.",
    ),
    # History
    "history": ("Historique", "History"),
    "history_of": ("Versions de cette source", "Versions of this source"),
    "event_publish": ("Publication", "Published"),
    "event_rollback": ("Retour à l'état {n}", "Went back to state {n}"),
    "state": ("État {n}", "State {n}"),
    "state_counts": (
        "{sources} sources, {passages} passages",
        "{sources} sources, {passages} passages",
    ),
    "answers_now": ("sert aux réponses", "used for answers"),
    "go_back": ("Revenir à cet état", "Go back to this state"),
    "go_back_title": ("Revenir à l'état {n}", "Go back to state {n}"),
    "would_change": (
        "Ce que ce retour changerait. Rien n'est perdu : vous pourrez revenir à l'état actuel "
        "de la même façon.",
        "This is what would change. Nothing is lost: you can return to the current state in the "
        "same way.",
    ),
    "nothing_changes": (
        "Aucune phrase des sources ne changerait.",
        "No sentence of the sources would change.",
    ),
    "stay": ("Ne rien changer", "Change nothing"),
    "gone_back": (
        "La bibliothèque est revenue à l'état {n}.",
        "The library has gone back to state {n}.",
    ),
    "version_added": ("Ajoutée le {at}", "Added on {at}"),
    "version_changed": ("Mise à jour le {at}", "Updated on {at}"),
    "version_removed": ("Retirée le {at}", "Removed on {at}"),
    "this_version": ("version actuelle", "current version"),
    # Sources that disagree
    "disagreements": ("Les sources se contredisent ({n})", "The sources disagree ({n})"),
    "disagreements_note": (
        "Ces phrases parlent de la même chose avec un chiffre ou une date différents, la plus "
        "récente d'abord. Une réponse qui porte sur l'une d'elles montre les deux.",
        "These sentences give different figures or dates for the same thing, the newest first. "
        "An answer that uses one of them shows both.",
    ),
    "briefing": (
        "dossier d'information fourni avec Passerelle",
        "briefing that comes with Passerelle",
    ),
    # Sources that are superseded
    "superseded_by": ("remplacée par « {title} »", "superseded by “{title}”"),
    "is_superseded": (
        "Cette source est remplacée par « {title} » : aucune réponse ne s'appuie plus sur elle.",
        "This source is superseded by “{title}”: it is no longer used in answers.",
    ),
    "supersede": ("Marquer comme remplacée…", "Mark as superseded…"),
    "supersede_this": ("Marquer « {title} » comme remplacée…", "Mark “{title}” as superseded…"),
    "supersede_title": ("Une source remplacée", "A superseded source"),
    "supersede_intro": (
        "« {title} » et, s'il y en a une, sa version dans l'autre langue restent dans la "
        "bibliothèque, mais aucune réponse ne s'appuiera plus sur elles. Vous pourrez l'annuler.",
        "“{title}” and its version in the other language, if any, stay in the library, but "
        "will no longer be used in answers. You can undo this.",
    ),
    "by_source": ("Remplacée par", "Superseded by"),
    "supersede_yes": ("Marquer comme remplacée", "Mark as superseded"),
    "supersede_no": ("Ne rien changer", "Change nothing"),
    "holds_again": ("Remettre en vigueur", "Use it in answers again"),
    "marked": (
        "« {title} » est maintenant remplacée par « {by} ».",
        "“{title}” is now superseded by “{by}”.",
    ),
    "unmarked": (
        "« {title} » n'est plus remplacée : elle sert de nouveau aux réponses.",
        "“{title}” is no longer superseded: it is used in answers again.",
    ),
    # A page of the web
    "fetch_again": ("Télécharger à nouveau la page web", "Fetch the web page again"),
}
