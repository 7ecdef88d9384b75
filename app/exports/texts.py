"""String catalogue of exports and the answer toolbar, French and English.

Part of app/interface.py's table.
"""

from __future__ import annotations

EXPORTS: dict[str, tuple[str, str]] = {
    # Below an answer
    "actions": ("Actions", "Actions"),
    "copy": ("Copier", "Copy"),
    "copy_markdown": ("Copier en Markdown", "Copy as Markdown"),
    "copied": ("Copié", "Copied"),
    "not_copied": ("Copie refusée par le navigateur", "The browser did not allow copying"),
    "export": ("Exporter", "Export"),
    "export_text": ("Réponses et citations", "Answers and citations"),
    "export_sources": ("Sources seules", "Sources only"),
    "format_md": ("Markdown (.md)", "Markdown (.md)"),
    "format_html": ("Page à imprimer (.html)", "Printable page (.html)"),
    "format_docx": ("Word (.docx)", "Word (.docx)"),
    "format_bib": ("BibTeX (.bib)", "BibTeX (.bib)"),
    "format_ris": ("RIS (.ris)", "RIS (.ris)"),
    "format_json": ("CSL-JSON (.json)", "CSL-JSON (.json)"),
    "edit_question": ("Modifier la question", "Edit the question"),
    "answer_anew": ("Répondre à nouveau", "Answer again"),
    "replaced_kept": (
        "Cette réponse et ce qui la suit seront remplacés. La conversation telle qu'elle est reste "
        "lisible parmi ses versions antérieures, sous « Cette conversation ».",
        "This answer and what follows it will be replaced. You can still read the conversation as "
        "it is now among its earlier versions, under “This conversation”.",
    ),
    "replaced_dropped": (
        "Cette réponse et ce qui la suit seront remplacés, et perdus : ici, rien n'est gardé.",
        "This answer and what follows it will be replaced and lost: conversations are not kept.",
    ),
    "replaced_in_copy": (
        "Votre question commencera une copie de cette conversation, qui sera la vôtre ; celle-ci "
        "reste telle qu'elle est.",
        "Your question will start your own copy of this conversation; this one stays as it is.",
    ),
    # In what is exported
    "exported_on": ("Exporté de Passerelle le {date}", "Exported from Passerelle on {date}"),
    "exported_notes": ("Citations", "Citations"),
    "exported_sources": ("Sources", "Sources"),
    "exported_quote": ("« {quote} »", "“{quote}”"),
    "exported_accessed": ("consulté le {date}", "accessed {date}"),
    "exported_back": ("Retour au texte", "Back to the text"),
}
