"""String catalogue of the administration, French and English; part of app/interface.py's table."""

from __future__ import annotations

ADMIN: dict[str, tuple[str, str]] = {
    "admin": ("Administration", "Administration"),
    "admin_part": ("Partie de l'administration", "Part of the administration"),
    "admin_closed": (
        "Cette page est réservée aux administrateurs de ce serveur.",
        "This page is for the administrators of this server.",
    ),
    "admin_open": (
        "Sans mot de passe ni fournisseur d'identité, tout visiteur voit ces chiffres. Les avis, "
        "les questions sans réponse et le journal d'audit contiennent des textes de lecteurs : "
        "cette page ne les montre qu'une fois un mot de passe défini (« passerelle password »). "
        "Dans un terminal : « passerelle feedback list » et « passerelle history --audit ».",
        "Without a password or an identity provider, every visitor sees these figures. Feedback, "
        "refused questions and the audit log contain what readers wrote: this page shows them only "
        "once a password is set (“passerelle password”). In a terminal: “passerelle feedback "
        "list” and “passerelle history --audit”.",
    ),
    "admin_unread": (
        "Cette partie ne peut pas être lue en ce moment ; le journal du serveur dit pourquoi.",
        "This part cannot be read at present; the server's log says why.",
    ),
    # Figures
    "figures": ("Chiffres", "Figures"),
    "period": ("Période", "Period"),
    "last_days": ("{n} jours", "{n} days"),
    "n_questions": ("Questions", "Questions asked"),
    "n_answered": ("Avec une réponse", "Answered"),
    "n_refused": ("Sans réponse", "Refused"),
    "n_courtesy": ("Politesses", "Small talk"),
    "n_failed": ("Erreurs", "Errors"),
    "n_useful": ("Avis « utile »", "Found useful"),
    "n_not_useful": ("Avis « pas utile »", "Found not useful"),
    "store_size": ("Taille de la bibliothèque", "Size of the library"),
    "n_sources": ("Sources", "Number of sources"),
    "n_passages": ("Passages", "Number of passages"),
    "of_all": ("{share} %", "{share}%"),
    "a_day": ("Questions par jour", "Questions per day"),
    "chart_summary": (
        "Diagramme : {n} questions en {days} jours, {most} au plus en un jour. Le tableau "
        "ci-dessous donne le détail par jour.",
        "Chart: {n} questions in {days} days, at most {most} in one day. The table below lists "
        "each day.",
    ),
    "no_questions": (
        "Aucune question pendant cette période.",
        "No questions in this period.",
    ),
    "as_table": ("Les mêmes chiffres en tableau", "The same figures as a table"),
    "day": ("Jour", "Day"),
    "latency": ("Temps de réponse par étape", "Answer times by stage"),
    "stage": ("Étape", "Stage"),
    "n_measured": ("Mesures", "Measured"),
    "p50": ("Médiane (p50)", "Median (p50)"),
    "p95": ("95 % en moins de (p95)", "95% within (p95)"),
    "stage_search": ("Recherche", "Search"),
    "stage_choose": ("Choix des phrases", "Choosing sentences"),
    "stage_write": ("Rédaction et vérification", "Writing and checking"),
    "stage_tell": ("Affichage", "Delivery"),
    "languages_asked": ("Langues des questions", "Languages of the questions"),
    "doors": ("Voies d'accès", "Interfaces"),
    "door_page": ("Pages", "Pages in a browser"),
    "door_api": ("HTTP (/api)", "HTTP at /api"),
    "door_v1": ("Compatible OpenAI (/v1)", "OpenAI-compatible at /v1"),
    "door_mcp": ("MCP (/mcp)", "MCP at /mcp"),
    "door_http": ("HTTP", "Over HTTP"),
    "door_cli": ("Terminal", "Command line"),
    "door_server": ("Serveur (automatique)", "The server itself"),
    # Feedback
    "feedback": ("Avis", "Feedback"),
    "which_feedback": ("Quels avis", "Feedback to show"),
    "all_of_them": ("Tous", "All"),
    "which_state": ("État", "Status"),
    "open_ones": ("À traiter", "Not handled"),
    "handled_ones": ("Traités", "Handled"),
    "no_feedback": ("Aucun avis ici.", "No feedback here."),
    "handle": ("Marquer comme traité", "Mark as handled"),
    "open_again": ("Rouvrir", "Reopen"),
    "handled_by": ("Traité par {who}", "Handled by {who}"),
    "reason_line": ("Remarque : {reason}", "Comment: {reason}"),
    "no_text": (
        "Aucun texte n'est gardé (PASSERELLE_KEEP_CONVERSATIONS=0).",
        "No text is kept (PASSERELLE_KEEP_CONVERSATIONS=0).",
    ),
    "judged_answer": ("La réponse et ses sources", "The answer and its sources"),
    "earlier_questions": ("Les questions précédentes", "Earlier questions"),
    "generation_n": ("génération {n}", "generation {n}"),
    "generation_other": ("génération antérieure", "an earlier generation"),
    "models_used": (
        "plongement : {embedder}, lecture : {reader}, réponse : {answerer}",
        "embedder {embedder}, reader {reader}, answer by {answerer}",
    ),
    "gold_export": (
        "Exporter comme questions de référence (JSONL)",
        "Export as gold questions (JSONL)",
    ),
    "more_of_them": ("En afficher davantage", "Show more"),
    # What is missing from the library
    "missing_part": ("Ce qui manque", "What is missing"),
    "missing_intro": (
        "Questions auxquelles les sources ne répondent pas, les plus fréquentes d'abord. Une "
        "question traitée revient si elle reste à nouveau sans réponse.",
        "Questions that the sources do not answer, the most frequent first. A question "
        "marked as handled comes back if it is refused again.",
    ),
    "no_missing": ("Aucune question sans réponse ici.", "No refused questions here."),
    "times_last": (
        "posée {n} fois, la dernière le {date}",
        "asked {n} times, last on {date}",
    ),
    "once_last": ("posée une fois, le {date}", "asked once, on {date}"),
    # The audit log
    "audit": ("Journal d'audit", "Audit log"),
    "when": ("Quand", "When"),
    "who": ("Qui", "Who"),
    "role": ("Rôle", "Role"),
    "door": ("Accès", "Via"),
    "deed": ("Action", "Action"),
    "cause": ("Détail", "Detail"),
    "no_deeds": ("Rien n'a encore été fait ici.", "Nothing has been done here yet."),
    "deed_publish": ("publication", "published"),
    "deed_rollback": ("retour en arrière", "rolled back"),
    "deed_sign_in": ("connexion", "signed in"),
    "deed_sign_out": ("déconnexion", "signed out"),
    "deed_handled": ("avis traité", "handled feedback"),
    "deed_token_made": ("jeton créé", "created a token"),
    "deed_token_revoked": ("jeton révoqué", "revoked a token"),
    "role_reader": ("lecture", "reader"),
    "role_editor": ("édition", "editor"),
    "role_admin": ("administration", "admin"),
    "role_read": ("jeton de lecture", "read token"),
    "role_edit": ("jeton d'édition", "edit token"),
    "unknown_actor": ("inconnu", "unknown"),
}
