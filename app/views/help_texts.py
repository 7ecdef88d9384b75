"""The help and the usage errors of the command line in French.

The English of the help stands in the commands (app/commands), that of the errors in Typer; a test
fails where a command, an argument or an option has no French here.
"""

from __future__ import annotations

from domain.types import Language

HELP: dict[str, str] = {
    # The program, and what Typer adds to it
    "Ask your articles in French or English; read the exact sentences they answer with.": (
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
    "Take it to be in this language.": "Le considérer comme écrit dans cette langue.",
    "Only look in this source; may be repeated.": (
        "Ne chercher que dans cette source ; l'option peut être répétée."
    ),
    "Only look in sources of this language.": "Ne chercher que dans les sources de cette langue.",
    "Only in sources of this date (2024-05) or later.": (
        "Ne chercher que dans les sources de cette date (2024-05) ou plus récentes."
    ),
    "Only in sources of this date or earlier.": (
        "Ne chercher que dans les sources de cette date ou plus anciennes."
    ),
    "Address to listen on.": "Adresse d'écoute.",
    "Port to listen on.": "Port d'écoute.",
    # ingest, sources, show, remove
    "Take sources in, or bring them up to date. One bad file never costs the others.": (
        "Ajouter des sources, ou les mettre à jour. Un mauvais fichier n'arrête jamais les autres."
    ),
    "Files, folders or web addresses to take in.": (
        "Fichiers, dossiers ou adresses web à ajouter."
    ),
    "Id of the source (one SOURCE only).": "Identifiant de la source (une seule SOURCE).",
    "Remove what came from these folders and is gone.": (
        "Retirer les sources venues de ces dossiers qui n'y sont plus."
    ),
    "With --prune: do not ask before an empty folder counts.": (
        "Avec --prune : ne rien demander avant de tenir compte d'un dossier vide."
    ),
    "Tell what would change; write nothing.": "Indiquer ce qui changerait ; ne rien écrire.",
    "Have scanned PDFs read by ocrmypdf.": "Faire lire les PDF numérisés par ocrmypdf.",
    "List the sources with their languages, dates and numbers of passages.": (
        "Afficher la liste des sources : langue, date et nombre de passages de chacune."
    ),
    "Read a source by section; with --json, its cleaned text that offsets point into.": (
        "Lire une source par section ; avec --json, son texte nettoyé, auquel renvoient les "
        "positions."
    ),
    "Id of the source, as `passerelle sources` lists it.": (
        "Identifiant de la source, tel que le donne `passerelle sources`."
    ),
    "Remove sources, after a question or with --yes; `passerelle rollback` undoes it.": (
        "Retirer des sources, après confirmation ou avec --yes ; `passerelle rollback` les "
        "rétablit."
    ),
    "Ids of the sources to remove.": "Identifiants des sources à retirer.",
    "Do not ask first.": "Ne pas demander confirmation.",
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
    "Answer a question a line, as JSON.": "Répondre à une question par ligne, en JSON.",
    # check, verify
    "Hold a text of your own against the library, sentence by sentence. Each is supported, "
    "contradicted or not found. --export writes the text, without its layout, with a footnote "
    "after each sentence that a source speaks of.": (
        "Confronter votre texte à la bibliothèque, phrase par phrase.\n\n"
        "Chacune est étayée, contredite ou introuvable. --export écrit le texte, sans sa mise en "
        "page, avec une note après chaque phrase dont parle une source."
    ),
    "A text, Markdown, Word or other file; - reads what is piped in.": (
        "Un fichier texte, Markdown, Word ou autre ; - lit l'entrée standard."
    ),
    "Write the text with footnotes there.": "Fichier où écrire le texte avec des notes.",
    "Say of each claim whether its passages support it, and which sentence decides.": (
        "Dire de chaque affirmation si ses passages l'étayent, et quelle phrase en décide."
    ),
    '{"id", "claim", "passages": [{"text"}]} a line; - reads what is piped in.': (
        '{"id", "claim", "passages": [{"text"}]} par ligne ; - lit l\'entrée standard.'
    ),
    # chat, serve, mcp
    "Bring the store up to date with the briefing that ships, then open the chat.": (
        "Mettre la base à jour avec le dossier d'information fourni, puis ouvrir les pages."
    ),
    "Open the chat in the browser, and the HTTP interface beside it; Ctrl-C ends both.": (
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
    "Who did what, and who signed in; no SOURCE.": (
        "Qui a fait quoi, et qui s'est connecté ; sans SOURCE."
    ),
    "Show what differs in generation B, with old and new sentences side by side.": (
        "Montrer ce qui diffère dans la génération B, phrases d'avant et d'après côte à côte."
    ),
    "Number of a generation.": "Numéro d'une génération.",
    "Another one; without it, the one that answers.": (
        "Numéro d'une autre génération ; à défaut, celle qui répond."
    ),
    "List where sources differ in a figure or a date, the newer one first.": (
        "Montrer où des sources diffèrent par un chiffre ou une date, la plus récente d'abord."
    ),
    "Only those of this source.": "Seulement les désaccords de cette source.",
    "Keep a source, and its twin, out of answers in favour of another; nothing is lost.": (
        "Écarter des réponses une source, et sa version dans l'autre langue, au profit d'une "
        "autre ; rien n'est perdu."
    ),
    "Id of the source that is past.": "Identifiant de la source dépassée.",
    "Id of the source that holds now.": "Identifiant de la source qui fait foi désormais.",
    "Let the source answer again.": "Faire à nouveau servir la source aux réponses.",
    # rollback, rebuild, backup, restore, doctor
    "Answer again from an earlier generation of the store; nothing is lost.": (
        "Revenir, pour les réponses, à une génération antérieure de la base ; rien n'est perdu."
    ),
    "Number to go back to; without it, the one before.": (
        "Numéro de la génération à laquelle revenir ; à défaut, la précédente."
    ),
    "Make the store anew from its own texts, with the embedding model of the settings.": (
        "Reconstruire la base d'après ses propres textes, avec le modèle de plongement des "
        "réglages."
    ),
    "Write the library into one file, while others ask and ingest: what answers now, the journal, "
    "the tokens' digests.": (
        "Écrire la bibliothèque dans un fichier, pendant que d'autres posent des questions et "
        "ajoutent des sources : ce qui répond actuellement, le journal, les empreintes des jetons."
    ),
    "The .tar.gz to write.": "Le fichier .tar.gz à écrire.",
    "With the conversations and the key of the pages.": (
        "Avec les conversations et la clé des pages."
    ),
    "Replace a file of that name.": "Remplacer un fichier de ce nom.",
    "Put a backup into an empty store, or, with --force, make its library answer in one that has "
    "sources: `passerelle rollback` undoes that. Restore only what you backed up yourself.": (
        "Restaurer une sauvegarde dans une base vide ou, avec --force, dans une base qui a des "
        "sources : la bibliothèque sauvegardée y répondra, et `passerelle rollback` l'annule. Ne "
        "restaurez que ce que vous avez sauvegardé vous-même."
    ),
    "What `passerelle backup` wrote.": "Ce que `passerelle backup` a écrit.",
    "Into a store that has sources already.": "Dans une base qui a déjà des sources.",
    "Examine the whole store and try the chat model; exit 1 when something is wrong.": (
        "Examiner toute la base et essayer le modèle de langue ; code de sortie 1 en cas de "
        "problème."
    ),
    "Mend what can be mended; nothing good is lost.": (
        "Réparer ce qui peut l'être ; rien d'intact n'est perdu."
    ),
    # refresh, eval, password, completion
    "Fetch again what came from the web, and take in what has changed.": (
        "Télécharger à nouveau ce qui vient du web, et mettre à jour ce qui a changé."
    ),
    "Ids of the sources; without any, all that came from the web.": (
        "Identifiants des sources ; sans aucun, tout ce qui vient du web."
    ),
    "Go on until Ctrl-C, a round every 30m, 6h or 1d (a tenth sooner or later).": (
        "Continuer jusqu'à Ctrl-C, un tour toutes les 30m, 6h ou 1d (à un dixième près)."
    ),
    "Publish nothing: what has changed waits on the library page for an editor.": (
        "Ne rien publier : ce qui a changé attend une relecture sur la page Bibliothèque."
    ),
    "Score the answers of the store against gold questions, on this machine, with no judge.": (
        "Noter les réponses de la base à des questions de référence, sur cette machine, sans juge."
    ),
    "Gold questions, one JSON object a line.": ("Questions de référence, un objet JSON par ligne."),
    "Only the questions of this half.": "Seulement les questions de cette moitié.",
    "Write a report with every miss as a page.": (
        "Écrire un rapport, sous forme de page, avec tous les échecs."
    ),
    "Ask for a password, and print the setting that guards changes on the library page with it.": (
        "Demander un mot de passe, et afficher le réglage grâce auquel il protège les "
        "modifications sur la page Bibliothèque."
    ),
    "For those who edit but do not administer.": "Pour les personnes qui éditent sans administrer.",
    "Print a script for a shell: sourced, the Tab key completes commands, options and ids.": (
        "Afficher un script pour un shell : une fois chargé, il complète par la touche Tab "
        "commandes, options et identifiants."
    ),
    "The shell that is to complete.": "Le shell auquel le script est destiné.",
    # token
    "Make, list and revoke the tokens of programs that come over HTTP.": (
        "Créer, lister et révoquer les jetons des programmes qui passent par HTTP."
    ),
    "Make a token and print it; only a digest of it is kept.": (
        "Créer un jeton et l'afficher ; seule son empreinte est conservée."
    ),
    "What the token is called.": "Le nom du jeton.",
    "What it allows: to read, or to edit the sources too.": (
        "Ce qu'il permet : lire, ou modifier aussi les sources."
    ),
    "List the tokens: name, scope, when each was made; never the tokens themselves.": (
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
    "List the verdicts on answers, the latest first.": (
        "Afficher les avis sur les réponses, le plus récent d'abord."
    ),
    "Which verdicts.": "Les avis à afficher.",
    "Only what was not marked as handled.": "Seulement ce qui n'a pas été marqué comme traité.",
    "List the questions that the sources do not answer, the most frequent first.": (
        "Afficher les questions auxquelles les sources ne répondent pas, la plus fréquente d'abord."
    ),
    "Write what readers found useful as gold questions, which `passerelle eval` reads.": (
        "Écrire ce que les lecteurs ont jugé utile sous forme de questions de référence, que lit "
        "`passerelle eval`."
    ),
    "Where to; else it is printed.": "Fichier à écrire ; à défaut, affichage à l'écran.",
    "With answers that were not useful, to be completed by hand.": (
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
"""What stands in a help for a value, where it differs."""

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
