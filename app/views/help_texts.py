"""The help and the usage errors of the command line in French.

The English of the help is in the commands (app/commands), that of the errors in Typer; a test
fails where a command, an argument or an option has no French here.
"""

from __future__ import annotations

from domain.types import Language

HELP: dict[str, str] = {
    # The program, and what Typer adds to it
    "Ask about your articles in French or English; read the exact sentences that answer.": (
        "Interrogez vos articles en français ou en anglais ; lisez les phrases exactes par "
        "lesquelles ils répondent."
    ),
    "Install completion for the current shell.": "Installer la complétion pour ce shell.",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "Afficher la complétion pour ce shell, afin de la copier ou d'adapter l'installation."
    ),
    "Show this message and exit.": "Afficher ce message et s'arrêter.",
    # What several commands share
    "Folder of the store [PASSERELLE_STORE].": "Dossier de la base [PASSERELLE_STORE].",
    "Print JSON instead of text.": "Afficher du JSON au lieu de texte.",
    "Treat it as written in this language.": "Le considérer comme écrit dans cette langue.",
    "Only look in this source; may be repeated.": (
        "Ne chercher que dans cette source ; l'option peut être répétée."
    ),
    "Only look in sources of this language.": "Ne chercher que dans les sources de cette langue.",
    "Only look in sources dated DATE (2024-05) or later.": (
        "Ne chercher que dans les sources de cette date (2024-05) ou plus récentes."
    ),
    "Only look in sources dated DATE or earlier.": (
        "Ne chercher que dans les sources de cette date ou plus anciennes."
    ),
    "Address to listen on.": "Adresse d'écoute.",
    "Port to listen on.": "Port d'écoute.",
    # ingest, sources, show, remove
    "Add sources, or bring them up to date. One bad file never stops the others.": (
        "Ajouter des sources, ou les mettre à jour. Un mauvais fichier n'arrête jamais les autres."
    ),
    "Files, folders or web addresses to add.": ("Fichiers, dossiers ou adresses web à ajouter."),
    "Id of the source (one SOURCE only).": "Identifiant de la source (une seule SOURCE).",
    "Remove sources that came from these folders and are no longer there.": (
        "Retirer les sources venues de ces dossiers qui n'y sont plus."
    ),
    "With --prune: do not ask for confirmation if a folder is empty.": (
        "Avec --prune : ne rien demander avant de tenir compte d'un dossier vide."
    ),
    "Show what would change; write nothing.": "Indiquer ce qui changerait ; ne rien écrire.",
    "Read scanned PDFs with ocrmypdf.": "Faire lire les PDF numérisés par ocrmypdf.",
    "List the sources with their languages, dates and numbers of passages.": (
        "Afficher la liste des sources : langue, date et nombre de passages de chacune."
    ),
    "Read a source by section; with --json, the cleaned text that offsets refer to.": (
        "Lire une source par section ; avec --json, son texte nettoyé, auquel renvoient les "
        "positions."
    ),
    "Id of the source, as `passerelle sources` lists it.": (
        "Identifiant de la source, tel que le donne `passerelle sources`."
    ),
    "Remove sources, once confirmed or with --yes; `passerelle rollback` undoes it.": (
        "Retirer des sources, après confirmation ou avec --yes ; `passerelle rollback` les "
        "rétablit."
    ),
    "Ids of the sources to remove.": "Identifiants des sources à retirer.",
    "Do not ask for confirmation.": "Ne pas demander confirmation.",
    # search, ask
    "Print the passages nearest to a question, best first.": (
        "Afficher les passages les plus proches d'une question, le meilleur d'abord."
    ),
    "What to look for, in French or English.": "Ce qu'il faut chercher, en français ou en anglais.",
    "How many passages.": "Nombre de passages.",
    "Answer a question with the exact sentences of the sources.": (
        "Répondre à une question par les phrases exactes des sources."
    ),
    "The question; without one, a conversation starts.": (
        "La question ; sans elle, une conversation commence."
    ),
    "Answer one question per line, as JSON.": "Répondre à une question par ligne, en JSON.",
    # check, verify
    "Check a text of your own against the library, sentence by sentence. Each is supported, "
    "contradicted or not found. --export writes the text, without its layout, with a footnote "
    "after each sentence that a source supports or contradicts.": (
        "Confronter votre texte à la bibliothèque, phrase par phrase.\n\n"
        "Chacune est étayée, contredite ou introuvable. --export écrit le texte, sans sa mise en "
        "page, avec une note après chaque phrase dont parle une source."
    ),
    "A text, Markdown, Word or other file; - reads standard input.": (
        "Un fichier texte, Markdown, Word ou autre ; - lit l'entrée standard."
    ),
    "Write the text with footnotes to this file.": "Fichier où écrire le texte avec des notes.",
    "Say for each claim whether its passages support it, and which sentence decides.": (
        "Dire de chaque affirmation si ses passages l'étayent, et quelle phrase en décide."
    ),
    '{"id", "claim", "passages": [{"text"}]} per line; - reads standard input.': (
        '{"id", "claim", "passages": [{"text"}]} par ligne ; - lit l\'entrée standard.'
    ),
    # chat, serve, mcp
    "Bring the store up to date with the bundled briefing, then open the chat.": (
        "Mettre la base à jour avec le dossier d'information fourni, puis ouvrir les pages."
    ),
    "Open the chat in the browser, and serve the HTTP interface; Ctrl-C stops both.": (
        "Ouvrir les pages dans le navigateur, et l'interface HTTP à côté ; Ctrl-C arrête les deux."
    ),
    "Serve an assistant that starts this command (MCP over stdio): ask, search, list, read.": (
        "Servir un assistant qui lance cette commande (MCP sur stdio) : demander, chercher, "
        "énumérer, lire."
    ),
    # history, diff, disagreements, supersede
    "List what was published, rolled back and pruned, and why; or the versions of a source.": (
        "Afficher ce qui a été publié, rétabli ou effacé, et pourquoi ; ou les versions d'une "
        "source."
    ),
    "Id of a source: list its versions only.": (
        "Identifiant d'une source : n'afficher que ses versions."
    ),
    "List who did what, and who signed in; takes no SOURCE.": (
        "Qui a fait quoi, et qui s'est connecté ; sans SOURCE."
    ),
    "Show what changed from generation A to B, old and new sentences side by side.": (
        "Montrer ce qui diffère dans la génération B, phrases d'avant et d'après côte à côte."
    ),
    "Number of a generation.": "Numéro d'une génération.",
    "Another generation; by default, the one that answers.": (
        "Numéro d'une autre génération ; à défaut, celle qui répond."
    ),
    "List where sources differ in a figure or a date, the newer one first.": (
        "Montrer où des sources diffèrent par un chiffre ou une date, la plus récente d'abord."
    ),
    "Only those of this source.": "Seulement les désaccords de cette source.",
    "Replace a source, and its twin, with another in answers; nothing is lost.": (
        "Écarter des réponses une source, et sa version dans l'autre langue, au profit d'une "
        "autre ; rien n'est perdu."
    ),
    "Id of the source to replace.": "Identifiant de la source dépassée.",
    "Id of the source that replaces it.": "Identifiant de la source qui fait foi désormais.",
    "Use the source in answers again.": "Faire à nouveau servir la source aux réponses.",
    # rollback, rebuild, backup, restore, doctor
    "Answer again from an earlier generation of the store; nothing is lost.": (
        "Revenir, pour les réponses, à une génération antérieure de la base ; rien n'est perdu."
    ),
    "Generation to go back to; by default, the one before.": (
        "Numéro de la génération à laquelle revenir ; à défaut, la précédente."
    ),
    "Rebuild the store from its own texts, with the embedding model in the settings.": (
        "Reconstruire la base d'après ses propres textes, avec le modèle de plongement des "
        "réglages."
    ),
    "Write the library to one file, even while others ask and ingest: the generation that answers, "
    "the journal and the tokens' digests.": (
        "Écrire la bibliothèque dans un fichier, pendant que d'autres posent des questions et "
        "ajoutent des sources : ce qui répond actuellement, le journal, les empreintes des jetons."
    ),
    "The .tar.gz to write.": "Le fichier .tar.gz à écrire.",
    "Include the conversations and the pages' key.": (
        "Avec les conversations et la clé des pages."
    ),
    "Replace an existing file.": "Remplacer un fichier de ce nom.",
    "Restore a backup into an empty store or, with --force, let its library replace the one in a "
    "store that has sources; `passerelle rollback` undoes that. Restore only your own backups.": (
        "Restaurer une sauvegarde dans une base vide ou, avec --force, dans une base qui a des "
        "sources : la bibliothèque sauvegardée y répondra, et `passerelle rollback` l'annule. Ne "
        "restaurez que ce que vous avez sauvegardé vous-même."
    ),
    "The file that `passerelle backup` wrote.": "Ce que `passerelle backup` a écrit.",
    "Restore into a store that already has sources.": "Dans une base qui a déjà des sources.",
    "Check the whole store and try the language model; exit 1 if something is wrong.": (
        "Examiner toute la base et essayer le modèle de langue ; code de sortie 1 en cas de "
        "problème."
    ),
    "Repair what can be repaired; nothing intact is lost.": (
        "Réparer ce qui peut l'être ; rien d'intact n'est perdu."
    ),
    # refresh, eval, password, completion
    "Fetch sources from the web again, and update those that have changed.": (
        "Télécharger à nouveau ce qui vient du web, et mettre à jour ce qui a changé."
    ),
    "Ids of the sources; by default, all that came from the web.": (
        "Identifiants des sources ; sans aucun, tout ce qui vient du web."
    ),
    "Repeat until Ctrl-C, every 30m, 6h or 1d (give or take a tenth).": (
        "Continuer jusqu'à Ctrl-C, un tour toutes les 30m, 6h ou 1d (à un dixième près)."
    ),
    "Publish nothing: changes wait for an editor on the library page.": (
        "Ne rien publier : ce qui a changé attend une relecture sur la page Bibliothèque."
    ),
    "Score the store's answers to gold questions, on this machine, with no model as judge.": (
        "Noter les réponses de la base à des questions de référence, sur cette machine, sans juge."
    ),
    "Gold questions, one JSON object per line.": (
        "Questions de référence, un objet JSON par ligne."
    ),
    "Only the questions of this half.": "Seulement les questions de cette moitié.",
    "Write an HTML page that lists every miss.": (
        "Écrire un rapport, sous forme de page, avec tous les échecs."
    ),
    "Ask for a password, and print the setting that requires it for changes to the library.": (
        "Demander un mot de passe, et afficher le réglage grâce auquel il protège les "
        "modifications sur la page Bibliothèque."
    ),
    "For people who may edit but not administer.": (
        "Pour les personnes qui éditent sans administrer."
    ),
    "Print a completion script: once sourced, Tab completes commands, options and ids.": (
        "Afficher un script pour un shell : une fois chargé, il complète par la touche Tab "
        "commandes, options et identifiants."
    ),
    "The shell to write the script for.": "Le shell auquel le script est destiné.",
    # token
    "Create, list and revoke tokens for programs that use HTTP.": (
        "Créer, lister et révoquer les jetons des programmes qui passent par HTTP."
    ),
    "Create a token and print it; only its digest is kept.": (
        "Créer un jeton et l'afficher ; seule son empreinte est conservée."
    ),
    "Name of the token.": "Le nom du jeton.",
    "What it allows: reading, or editing the sources too.": (
        "Ce qu'il permet : lire, ou modifier aussi les sources."
    ),
    "List the tokens by name, scope and date of creation; never the tokens themselves.": (
        "Lister les jetons : nom, portée, date de création ; jamais les jetons eux-mêmes."
    ),
    "Revoke a token: a running server refuses it from the next request on.": (
        "Révoquer un jeton : un serveur en marche le refuse dès la requête suivante."
    ),
    # feedback
    "List what readers think of answers, and export it as gold questions.": (
        "Afficher ce que les lecteurs pensent des réponses, et l'exporter comme questions de "
        "référence."
    ),
    "List the feedback on answers, the latest first.": (
        "Afficher les avis sur les réponses, le plus récent d'abord."
    ),
    "Which feedback to list.": "Les avis à afficher.",
    "Only what has not been marked as handled.": (
        "Seulement ce qui n'a pas été marqué comme traité."
    ),
    "List the questions that the sources do not answer, the most frequent first.": (
        "Afficher les questions auxquelles les sources ne répondent pas, la plus fréquente d'abord."
    ),
    "Write what readers found useful as gold questions, which `passerelle eval` reads.": (
        "Écrire ce que les lecteurs ont jugé utile sous forme de questions de référence, que lit "
        "`passerelle eval`."
    ),
    "File to write; by default, standard output.": (
        "Fichier à écrire ; à défaut, affichage à l'écran."
    ),
    "Include answers that were not useful, to be completed by hand.": (
        "Avec les réponses jugées inutiles, à compléter à la main."
    ),
}
"""The English of a help, its lines joined, and the French."""

PLACES: dict[str, str] = {
    "COMMAND [ARGS]...": "COMMANDE [ARGUMENTS]...",
    "DIR": "DOSSIER",
    "FILE": "FICHIER",
    "FILE.jsonl": "FICHIER.jsonl",
    "FILE.md": "FICHIER.md",
    "NAME": "NOM",
    "TIME": "DURÉE",
}
"""The placeholders of values in the help, where they differ."""

TYPER: dict[str, str] = {
    "Arguments": "Arguments\N{NO-BREAK SPACE}",
    "Options": "Options\N{NO-BREAK SPACE}",
    "Commands": "Commandes\N{NO-BREAK SPACE}",
    "default: {default}": "par défaut\N{NO-BREAK SPACE}: {default}",
    "required": "obligatoire",
}
"""What Typer passes through gettext in a help; a colon follows the titles."""

USAGE = "Usage : "
EXAMPLE: dict[Language, str] = {Language.FR: "Exemple : ", Language.EN: "Example: "}
EXAMPLES: dict[str, str] = {
    'passerelle search "transport routes" -k 5': 'passerelle search "voies de transport" -k 5',
    'passerelle ask "When did the agreement enter into force?"': (
        'passerelle ask "Quand l\'accord est-il entré en vigueur ?"'
    ),
}
"""The French of the examples that have English words in them."""
HINT = "Voyez l'aide : `{command}`."
ERROR = "Erreur : {said}."

WRONG: dict[str, str] = {
    "argument": "l'argument {name} manque",
    "option": "l'option {name} manque",
    "no_option": "l'option {name} n'existe pas",
    "no_command": "la commande {name} n'existe pas",
    "near": "{said} ; peut-être {near}",
    "extra": "en trop : {name}",
    "value_missing": "l'option {name} demande une valeur",
    "value_extra": "l'option {name} ne prend pas de valeur",
    "value": "valeur incorrecte pour {name} : {said}",
}
"""What is wrong with a call."""

VALUES: dict[str, str] = {
    "int_parsing": "« {input} » n'est pas un nombre entier",
    "greater_than_equal": "« {input} » est en dessous de {ge}",
    "less_than_equal": "« {input} » est au-dessus de {le}",
}
"""What is wrong with a value, by pydantic's name of the error."""
UNFIT = "« {input} » n'est pas admis"
