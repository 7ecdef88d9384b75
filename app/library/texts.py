"""String catalogue of the library page, French and English; part of app/interface.py's table."""

from __future__ import annotations

from app.library.change_texts import CHANGES

LIBRARY: dict[str, tuple[str, str]] = {
    # The list
    "sources": ("Sources", "Sources"),
    "none_passes": (
        "Aucune source ne correspond à ces filtres.",
        "No source matches these filters.",
    ),
    "count": (
        "Titres : {rows}. Sources : {n} sur {total}.",
        "Titles: {rows}. Sources: {n} of {total}.",
    ),
    "in_languages": ("{first} et {second}", "{first} and {second}"),
    "other_version": ("{language} : {title}", "{language}: {title}"),
    "more": ("Afficher les suivantes", "Show more"),
    "filter_words": ("Filtrer la liste", "Filter the list"),
    "filter_hint": ("Titre, auteur ou identifiant", "Title, author or id"),
    "filter_language": ("Langues", "Languages"),
    "filter_kind": ("Types", "Kinds"),
    "order": ("Trier par", "Sort by"),
    "by_title": ("titre", "title"),
    "by_date": ("date, la plus récente d'abord", "date, newest first"),
    "by_change": ("dernier changement", "last change"),
    "by_passages": ("nombre de passages", "number of passages"),
    "french": ("français", "French"),
    "english": ("anglais", "English"),
    "kind_text": ("texte", "text"),
    "kind_markdown": ("Markdown", "Markdown"),
    "kind_html": ("page web", "web page"),
    "kind_pdf": ("PDF", "PDF"),
    "kind_docx": ("Word", "Word"),
    "kind_odt": ("OpenDocument", "OpenDocument"),
    "kind_epub": ("livre EPUB", "EPUB book"),
    "passages": ("{n} passages", "{n} passages"),
    "one_passage": ("1 passage", "1 passage"),
    # The password, where there is one
    "guarded": ("Modifier la bibliothèque", "Change the library"),
    "password": ("Mot de passe", "Password"),
    "open_up": ("Déverrouiller", "Unlock"),
    "wrong_password": ("Mot de passe incorrect.", "That is not the password."),
    "too_many_tries": (
        "Trop de tentatives depuis ce navigateur ou cette adresse : réessayez dans {n} s.",
        "Too many tries from this browser or address: try again in {n} s.",
    ),
    "form_refused": (
        "Rien n'a été fait : ce formulaire ne vient pas d'une page de Passerelle ou est trop "
        "long, ou bien aucun mot de passe n'est défini ici. Un serveur mandataire (proxy) placé "
        "devant les pages doit transmettre l'en-tête Host du navigateur.",
        "Nothing was done: this form did not come from a Passerelle page, was too long, or no "
        "password is set here. A proxy in front of the pages must pass on the browser's Host "
        "header.",
    ),
    "sign_out": ("Se déconnecter", "Sign out"),
    "signed_out": (
        "Vous êtes déconnecté : rien n'a changé. Connectez-vous à nouveau.",
        "You are signed out: nothing has changed. Sign in again.",
    ),
    "no_digest": (
        "PASSERELLE_ADMIN_PASSWORD_HASH ou PASSERELLE_EDITOR_PASSWORD_HASH n'est pas l'empreinte "
        "d'un mot de passe : la bibliothèque ne peut pas être modifiée ici. Créez-en une avec "
        "« passerelle password ».",
        "PASSERELLE_ADMIN_PASSWORD_HASH or PASSERELLE_EDITOR_PASSWORD_HASH is not a valid "
        "password digest: the library cannot be changed here. Make one with “passerelle password”.",
    ),
    # Searching
    "search": ("Chercher dans toutes les sources", "Search all sources"),
    "search_hint": ("Des mots ou une question", "Words or a question"),
    "hits": ("Les passages les plus proches", "The nearest passages"),
    "no_hit": ("Aucun passage trouvé.", "No passage found."),
    # One source
    "back": ("Toutes les sources", "All sources"),
    "contents": ("Sommaire", "Contents"),
    "beginning": ("Début", "Beginning"),
    "detail_language": ("Langue", "Language"),
    "detail_kind": ("Type", "Kind"),
    "detail_date": ("Date", "Date"),
    "detail_author": ("Auteur", "Author"),
    "detail_publisher": ("Éditeur", "Publisher"),
    "detail_based_on": ("D'après", "Based on"),
    "detail_uri": ("Provenance", "Origin"),
    "from_file": ("fichier {name}", "file {name}"),
    "uploaded": ("fichier ajouté depuis cette page", "a file added on this page"),
    "detail_id": ("Identifiant", "Id"),
    "detail_passages": ("Passages", "Passages"),
    "detail_added_at": ("Ajoutée le", "Added on"),
    "detail_changed_at": ("Mise à jour le", "Updated on"),
    "twin_source_fr": ("Lire la version française", "Read the French version"),
    "twin_source_en": ("Lire la version anglaise", "Read the English version"),
    "passage_gone": (
        "Le passage cherché n'est plus dans cette source : elle a changé depuis.",
        "The passage is no longer in this source, which has changed since.",
    ),
    "remove": ("Retirer cette source", "Remove this source"),
    "remove_title": ("Retirer une source", "Remove a source"),
    "confirm": (
        "« {title} » ({id}) et ses passages ({n}) ne serviront plus aux réponses. "
        "Vous pourrez annuler le retrait juste après.",
        "“{title}” ({id}) and its passages ({n}) will no longer be used in answers. "
        "You can undo this right afterwards.",
    ),
    "remove_yes": ("Retirer", "Remove"),
    "cancel": ("Garder la source", "Keep the source"),
    # Adding
    "add": ("Ajouter des sources", "Add sources"),
    "files": (
        "Fichiers PDF, Word, OpenDocument, EPUB, HTML, Markdown ou texte, 50 Mo par fichier au "
        "plus",
        "PDF, Word, OpenDocument, EPUB, HTML, Markdown or text files, at most 50 MB each",
    ),
    "pick": ("Choisir des fichiers", "Choose files"),
    "addresses": (
        "Adresses de pages web, une par ligne",
        "Addresses of web pages, one per line",
    ),
    "spoken": ("Langue de ces sources", "Language of these sources"),
    "spoken_auto": ("à détecter automatiquement", "detect automatically"),
    "take_in": ("Ajouter à la bibliothèque", "Add to the library"),
    "no_file": (
        "Choisissez d'abord un fichier ou donnez une adresse.",
        "Choose a file or give an address first.",
    ),
    "enough": (
        "Trois de vos ajouts sont déjà en cours ou en attente : attendez la fin de "
        "l'un d'eux, ou arrêtez-en un.",
        "Three of your additions are already running or waiting: let one finish, or stop one.",
    ),
    "estimate": (
        "Ajouter ces sources ({n}) demandera environ {time} sur cette machine.",
        "Adding these sources ({n}) will take about {time} on this machine.",
    ),
    "estimate_wait": (
        "Le travail commencera dans environ {time}.",
        "The work will begin in about {time}.",
    ),
    "estimate_note": (
        "Les réponses continuent pendant ce temps, et les ajouts plus courts des autres passent "
        "devant.",
        "Questions are still answered meanwhile; other people's shorter additions go first.",
    ),
    "begin": ("Commencer", "Begin"),
    "begin_not": ("Renoncer", "Do not add them"),
    "in_line": ("En attente : {n} avant celui-ci", "Waiting: {n} ahead of it"),
    "begins_in": ("commence dans environ {time}", "begins in about {time}"),
    "takes": ("demande environ {time}", "takes about {time}"),
    "passed_over": ("laisse passer un travail plus court", "shorter work goes first"),
    "leave_line": ("Retirer de la file", "Remove from the queue"),
    # Work under way and its outcome
    "under_way": ("Travail en cours", "Work in progress"),
    "others_work": (
        "Quelqu'un d'autre modifie la bibliothèque",
        "Somebody else is changing the library",
    ),
    "of_another": (
        "Travail d'une autre personne, que vous voyez parce que vous êtes connecté.",
        "Somebody else's work, which you see because you are signed in.",
    ),
    "starting": ("Préparation…", "Getting ready…"),
    "step_reading": ("Lecture : fichier {at} sur {total}", "Reading: file {at} of {total}"),
    "step_embedding": (
        "Calcul des vecteurs : {done} passages sur {total}",
        "Computing vectors: {done} of {total} passages",
    ),
    "step_indexing": ("Indexation…", "Indexing…"),
    "step_checking": ("Vérification…", "Checking…"),
    "step_publishing": ("Publication…", "Publishing…"),
    "rate": ("{rate} par seconde", "{rate} per second"),
    "left": ("encore {left} environ", "about {left} left"),
    "seconds": ("{n} s", "{n} s"),
    "minutes": ("{n} min", "{n} min"),
    "hours": ("{n} h {m}", "{n} h {m} min"),
    "stop": ("Arrêter", "Stop"),
    "stopping": ("Arrêt en cours…", "Stopping…"),
    "stopped": ("Arrêté : rien n'a changé.", "Stopped: nothing has changed."),
    "unforeseen": (
        "Le travail s'est arrêté sur une erreur imprévue ; rien n'a changé. "
        "Le journal du serveur en dit plus.",
        "The work stopped because of an unexpected error; nothing has changed. "
        "The server's log says more.",
    ),
    "outcome": ("Compte rendu", "Report"),
    "report_added": ("Ajoutée : {id}", "Added: {id}"),
    "report_updated": ("Mise à jour : {id}", "Updated: {id}"),
    "report_unchanged": ("Inchangée : {id}", "Unchanged: {id}"),
    "report_removed": ("Retirée : {id}", "Removed: {id}"),
    "warned": ("{id} : {text}", "{id}: {text}"),
    "and_more": ("… et {n} autres", "… and {n} more"),
    "failed": ("Non ajoutées : {n}", "Not added: {n}"),
    "as_json": ("Compte rendu en JSON", "Report as JSON"),
    "undo": ("Annuler ce changement", "Undo this change"),
    "undone": (
        "Annulé : la bibliothèque est comme avant.",
        "Undone: the library is as it was before.",
    ),
    "local_model": (
        "Un modèle de langue est disponible sur cette machine (Ollama : {names}). Pour des "
        "réponses rédigées et vérifiées, mettez dans .env : PASSERELLE_CHAT_MODEL={name} et "
        "PASSERELLE_CHAT_BASE_URL={url}. Il n'est jamais utilisé sans cela.",
        "A language model is available on this machine (Ollama: {names}). For answers in prose, "
        "checked against the sources, add to .env: PASSERELLE_CHAT_MODEL={name} and "
        "PASSERELLE_CHAT_BASE_URL={url}. It is never used otherwise.",
    ),
    "dismiss": ("Fermer le compte rendu", "Close the report"),
} | CHANGES
