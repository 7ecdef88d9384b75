"""French translations of error details; the English text is the one in the code.

A row is a pattern over the whole English detail and its French; a detail that matches none is
returned unchanged (a message of a model or a library).
"""

from __future__ import annotations

import re

from domain.languages import NAMES

_POORLY = "la recherche peut y être moins bonne"
_ROWS: tuple[tuple[str, str], ...] = (
    # sources
    (r"it is binary", "c'est un fichier binaire"),
    (r"it has no subtitles", "il ne contient pas de sous-titres"),
    (r"it is a folder", "c'est un dossier"),
    (r"it is not a regular file", "ce n'est pas un fichier ordinaire"),
    (r"reading it took more than (\d+) s", r"sa lecture a pris plus de \1 s"),
    (
        r"reading it took more than (\d+) MB of memory",
        r"sa lecture a pris plus de \1 Mo de mémoire",
    ),
    (r"its parser crashed on it", "sa lecture s'est arrêtée brutalement"),
    (r"its parser did not start", "sa lecture n'a pas pu commencer"),
    (r"it was no longer needed", "il n'était plus demandé"),
    (r"it cannot be opened", "impossible de l'ouvrir"),
    (
        r"a script fills in this page: only its description was read",
        "un script remplit cette page : seule la description qu'elle donne d'elle-même a été lue",
    ),
    (r"it is not HTML", "ce n'est pas du HTML"),
    (r"it is not UTF-8", "ce n'est pas de l'UTF-8"),
    (r"it is not the (\S+) it says", r"ce n'est pas l'\1 annoncé"),
    (r"its name is empty", "son nom est vide"),
    (r"its front matter is not YAML: (.*)", r"son en-tête n'est pas du YAML : \1"),
    (r"no (.*) file in this folder", r"aucun fichier \1 dans ce dossier"),
    (r"a saved page \(\.html\) of that address", "une page enregistrée (.html) de cette adresse"),
    (r"(\d+) MB, at most (\d+) MB", r"\1 Mo, au plus \2 Mo"),
    (r"both are in (\w+)", r"les deux sont en langue « \1 »"),
    (
        r"(\d+) sections with text against (\d+) in (.*)",
        r"\1 sections avec du texte contre \2 dans \3",
    ),
    (
        r"(\d+) paragraphs under «(.*)» against (\d+) under «(.*)» in (.*)",
        r"\1 paragraphes sous « \2 » contre \3 sous « \4 » dans \5",
    ),
    # backups
    (r"it is not a backup of Passerelle", "ce n'est pas une sauvegarde de Passerelle"),
    (r"a later version of Passerelle made it", "une version plus récente de Passerelle l'a faite"),
    (r"it is incomplete", "il est incomplet"),
    (r"its list cannot be read", "sa liste est illisible"),
    (
        r"it contains something that no backup contains",
        "il contient des éléments étrangers à une sauvegarde",
    ),
    (
        r"it contains files that its list does not name",
        "il contient des fichiers absents de sa liste",
    ),
    (
        r"a file in it does not match its list",
        "un fichier qu'il contient n'est pas conforme à sa liste",
    ),
    (r"its contents cannot be opened", "son contenu ne s'ouvre pas"),
    (r"there is no such file", "ce fichier n'existe pas"),
    (
        r"its files are not as they were published",
        "ses fichiers ne sont plus tels qu'ils ont été publiés",
    ),
    # models that do not ship
    (
        r"it needs more packages: (.*)",
        r"il lui faut d'autres paquets : \1",
    ),
    # the web
    (r"only http and https addresses are fetched", "seules les adresses http et https le sont"),
    (
        r"it contains a user name or a password",
        "elle contient un nom d'utilisateur ou un mot de passe",
    ),
    (r"it is not an address", "ce n'est pas une adresse"),
    (r"it was not fetched", "il n'a pas été téléchargé"),
    (r"no address was found for (\S+)", r"aucune adresse connue pour \1"),
    (
        r"no address was found for (\S+); this machine may be offline",
        r"aucune adresse connue pour \1 ; cette machine est peut-être hors ligne",
    ),
    (r"the private address (\S+)", r"l'adresse privée \1"),
    (r"(\S+) leads to the private address (\S+)", r"\1 mène à l'adresse privée \2"),
    (r"(\S+) is not a web port", r"\1 n'est pas un port du web"),
    (
        r"it redirects to an address that is not fetched",
        "il redirige vers une adresse qui n'est pas téléchargée",
    ),
    (r"it redirects in a circle", "ses redirections tournent en rond"),
    (r"it redirects more than (\d+) times", r"il redirige plus de \1 fois"),
    (r"the server answered HTTP (\d+)", r"le serveur a répondu HTTP \1"),
    (r"it did not arrive in full within (\S+) s", r"le téléchargement n'était pas terminé en \1 s"),
    (r"no connection within (\S+) s", r"pas de connexion en \1 s"),
    (r"nothing came for (\S+) s", r"aucune donnée n'est arrivée pendant \1 s"),
    (r"the connection broke off", "la connexion s'est interrompue"),
    (r"the connection was refused", "la connexion a été refusée"),
    (r"no connection could be made", "la connexion n'a pas abouti"),
    (
        r"a secure connection could not be established",
        "aucune connexion sécurisée n'a pu être établie",
    ),
    (r"its certificate is not accepted: (.*)", r"son certificat n'est pas accepté : \1"),
    (r"the answer was cut short", "la réponse est incomplète"),
    (r"the server hung up without an answer", "le serveur a fermé la connexion sans répondre"),
    (r"it does not answer as a web server does", "il ne répond pas comme un serveur web"),
    (
        r"it is compressed as (.*), which was not requested",
        r"il est compressé en \1, ce qui n'était pas demandé",
    ),
    (r"its compression is damaged", "ses données compressées sont endommagées"),
    (r"over (\S+) MB", r"plus de \1 Mo"),
    (r"no certificate can be read there", "aucun certificat n'y est lisible"),
    (r"it did not come from the web", "elle ne vient pas du web"),
    (r"(\S+) is not a host or host:port", r"\1 n'est ni un hôte ni hôte:port"),
    # PDF and office files
    (r"it is password-protected", "il est protégé par un mot de passe"),
    (r"it is broken or cut short", "il est endommagé ou tronqué"),
    (
        r"it is a scan without text: run text recognition \(OCR\) on it",
        "c'est une numérisation sans texte : passez-la à la reconnaissance de caractères (OCR)",
    ),
    (
        r"it is a scan without text: use --ocr to have (.*) read it",
        r"c'est une numérisation sans texte : --ocr la fait lire par \1",
    ),
    (r"(\w+) did not finish reading it", r"\1 n'a pas fini de le lire"),
    (r"(\w+) cannot read it: (.*)", r"\1 ne peut pas le lire : \2"),
    (
        r"its fonts do not say which letters they show",
        "ses polices n'indiquent pas quelles lettres elles représentent",
    ),
    (r"pages that are broken: (.*)", r"pages endommagées : \1"),
    (
        r"pages without text, perhaps scanned: (.*)",
        r"pages sans texte, peut-être numérisées : \1",
    ),
    *(
        (f"it is mostly in {en}: search in it may be poor", f"surtout en {fr} : {_POORLY}")
        for en, fr in NAMES
    ),
    *(
        (f"it is partly in {en}: search in it may be poor", f"en partie en {fr} : {_POORLY}")
        for en, fr in NAMES
    ),
    (r"it is an old Office file", "c'est un ancien fichier Office"),
    (r"it is not a Word document", "ce n'est pas un document Word"),
    (r"it is not a PDF", "ce n'est pas un PDF"),
    (r"it is not an EPUB book", "ce n'est pas un livre EPUB"),
    (r"it is not a text document", "ce n'est pas un document texte"),
    (r"(.+) is missing in it", r"il y manque \1"),
    (r"it declares XML entities", "il déclare des entités XML"),
    (r"(\d+) MB unpacked, (\d+) parts", r"\1 Mo une fois décompressé, \2 parties"),
    (r"over (\d+) MB unpacked", r"plus de \1 Mo une fois décompressé"),
    # files
    (r"No such file or directory", "il n'existe pas"),
    (r"Permission denied|no permission", "accès refusé"),
    (r"No space left on device", "plus de place sur le disque"),
    (r"Not a directory", "ce n'est pas un dossier"),
    (r"File name too long", "nom trop long"),
    (r"Too many levels of symbolic links", "ses liens symboliques tournent en rond"),
    # store
    (r"kept: none", "aucune n'est conservée"),
    (r"kept: (.*)", r"conservées : \1"),
    (r"process (\d+) on (\S+) since (\S+) \((.*)\)", r"le processus \1 sur \2 depuis \3 (\4)"),
    (r"another process", "un autre processus"),
    (r"CURRENT is not readable", "CURRENT est illisible"),
    (r"CURRENT is missing", "CURRENT manque"),
    (r"it is not as it was published", "il n'est pas tel qu'il a été publié"),
    (r"it is missing", "il est absent"),
    (r"its manifest cannot be read", "son manifeste est illisible"),
    (r"its list of disagreements cannot be read", "sa liste de désaccords est illisible"),
    (r"a vector is not of length one", "un vecteur n'est pas de longueur un"),
    (r"a vector is not that of its text", "un vecteur n'est pas celui de son texte"),
    (
        r"passage (\w+) is not in its source",
        r"le passage \1 ne se trouve pas dans sa source",
    ),
    (
        r"the key of passage (\w+) does not match its text",
        r"la clé du passage \1 est celle d'autres mots",
    ),
    (r"passage (\w+) has no source", r"le passage \1 n'a pas de source"),
    (r"(\d+) MB free, (\d+) MB needed", r"\1 Mo libres, \2 Mo nécessaires"),
    (r"generation (\d+) is missing", r"la génération \1 manque"),
    (r"its vectors are missing", "ses vecteurs manquent"),
    (r"its words are missing", "ses mots manquent"),
    (
        r"(?:self-check: )?catalog, vectors and words differ",
        "le catalogue, les vecteurs et les mots diffèrent",
    ),
    (r"schema (\d+), not (\d+)", r"schéma \1, et non \2"),
    (
        r"self-check: a vector is not what was embedded",
        "contrôle : un vecteur n'est pas celui qui a été calculé",
    ),
    (
        r"self-check: search misses nearest neighbours",
        "contrôle : la recherche omet des voisins proches",
    ),
    (r"there is no such folder", "ce dossier n'existe pas"),
    (
        r"(.*)\. Restore it from the project's files\.",
        r"\1. Restaurez-le depuis les fichiers du projet.",
    ),
    (r"it is not installed; run `make setup`", "il n'est pas installé ; lancez `make setup`"),
    # calls
    (
        r"it applies to one source, so give exactly one",
        "il désigne une source : donnez-en exactement une",
    ),
    (
        r"a source cannot supersede itself or its twin",
        "une source ne remplace ni elle-même, ni sa version dans l'autre langue",
    ),
    (
        r"it is itself superseded by that source: undo that first",
        "elle est elle-même remplacée par cette source : annulez d'abord ce remplacement",
    ),
    (
        r"give a time from 1m to 366d, such as 30m, 6h or 1d",
        "donnez une durée de 1m à 366d, par exemple 30m, 6h ou 1d",
    ),
    (r"give either --by ID or --undo", "donnez soit --by ID, soit --undo"),
    (
        r"install ocrmypdf on this machine first",
        "il faut ocrmypdf sur cette machine",
    ),
    (r"it needs at least one folder among the sources", "il faut un dossier parmi les sources"),
    (r"give either a QUESTION or a file", "donnez une QUESTION ou un fichier, pas les deux"),
    (
        r"it is empty: ask in French or in English",
        "elle est vide : posez-la en français ou en anglais",
    ),
    (
        r"it has (\d+) characters, at most (\d+): shorten it",
        r"elle a \1 caractères, pour \2 au plus : raccourcissez-la",
    ),
    (r"it is not JSON \((.*)\)", r"ce n'est pas du JSON (\1)"),
    (r"it is not a gold question \((.*)\)", r"ce n'est pas une question de référence (\1)"),
    (r"it has no questions of the half (\w+)", r"aucune question de la moitié « \1 »"),
    (r"it has no questions", "aucune question"),
    (r"it is not installed: (pip install .*)", r"il n'est pas installé : \1"),
    (r"it needs (.*)", r"il faut \1"),
    (r"history is a list of (.*)", r"history est une liste de \1"),
    (r"it must be a number from (\d+) to (\d+)", r"il faut un nombre de \1 à \2"),
    (r"it is not text", "ce n'est pas un texte"),
    (r"it is not a number", "ce n'est pas un nombre"),
    (
        r"(.*) is not a date: give 2024, 2024-05 or 2024-05-31",
        r"\1 n'est pas une date : donnez 2024, 2024-05 ou 2024-05-31",
    ),
    (r"(\S+) is before (\S+)", r"\1 est antérieur à \2"),
    (r"(\d+) were given, at most (\d+) are allowed", r"\1 sont donnés, pour \2 au plus"),
    (r"it must be a list of source ids", "il faut une liste d'identifiants de sources"),
    (r"only text is read, not (.*)", r"seul le texte est lu, pas \1"),
    (r"the last one must be a user's", "le dernier doit être celui d'un utilisateur"),
    (r"each question gets only one answer", "une question reçoit une seule réponse"),
    (r"unknown field: (.*)", r"il contient \1, inconnu ici"),
    (r"it is JSON, but not an object", "il est d'un autre type"),
    (r"(\d+) bytes that are not JSON", r"\1 octets qui ne sont pas du JSON"),
    (
        r"give one of \{(.*)\}, or files as multipart/form-data",
        r"donnez l'un de ces objets : {\1}, ou des fichiers en multipart/form-data",
    ),
    (r"at most (\d+) sources at once", r"au plus \1 sources à la fois"),
    (
        r"(\S+) is not an origin such as (https://\S+)",
        r"\1 n'est pas une origine telle que \2",
    ),
    (
        r"use at most 64 letters, digits and \. _ @ -",
        "lettres, chiffres et . _ @ - seulement, 64 caractères au plus",
    ),
    (
        r"a token named (\S+) already exists: revoke it first, or give another name",
        r"un jeton s'appelle déjà \1 : révoquez-le d'abord, ou donnez un autre nom",
    ),
    (
        r"it is missing: ingest a file, a folder or an address",
        "elle manque : ajoutez un fichier, un dossier ou une adresse",
    ),
    (r"it is missing: (.*)", r"elle manque : \1"),
    (
        r"(.*) exists: give another name, or add --force",
        r"\1 existe déjà : donnez un autre nom, ou ajoutez --force",
    ),
    (
        r"(\S+) cannot be used \((.*)\): give another --port",
        r"\1 est inutilisable (\2) : donnez un autre --port",
    ),
    (
        r"(.*) cannot be written \((.*)\): give another FILE",
        r"impossible d'écrire dans \1 (\2) : donnez un autre FICHIER",
    ),
    (r"it takes no SOURCE", "cette option se donne sans SOURCE"),
    (r"it has no sentence to check", "il ne contient aucune phrase à vérifier"),
    (r"it is a folder; name a file", "c'est un dossier : nommez un fichier"),
    (
        r"it is the draft itself; name another file",
        "c'est le texte à vérifier : nommez un autre fichier",
    ),
    (r"it cannot be written", "impossible de l'écrire"),
    (
        r"give one file, or - for standard input",
        "donnez un seul fichier, ou - pour l'entrée standard",
    ),
    (r"it has more than (\d+) passages", r"il y a plus de \1 passages"),
    # the Chroma server
    (
        r"it says it is version (.*), not (\S+)",
        r"il se dit en version \1, et non \2",
    ),
    (
        r"it does not answer as Chroma's HTTP interface 2 does",
        "il ne répond pas comme la version 2 de l'interface HTTP de Chroma",
    ),
    (
        r"it does not answer as Chroma's HTTP interface 2 does: (HTTP \d+)",
        r"il ne répond pas comme la version 2 de l'interface HTTP de Chroma : \1",
    ),
    (
        r"it has no database (.*) of tenant (.*)",
        r"il n'a pas de base \1 du tenant \2",
    ),
    (
        r"it redirects: give the address it leads to",
        "il redirige : donnez l'adresse où il mène",
    ),
    (
        r"a proxy in front of it refuses requests of (\S+) MB",
        r"un proxy devant lui n'accepte pas de requête de \1 Mo",
    ),
    (
        r"it is not an address such as (http://\S+) or (https://\S+)",
        r"ce n'est pas une adresse telle que \1 ou \2",
    ),
    (
        r"it needs PASSERELLE_CHROMA_URL and `passerelle rebuild`",
        "il faut PASSERELLE_CHROMA_URL et `passerelle rebuild`",
    ),
    (r"another store is already copied there", "une autre base y est copiée"),
    (
        r"it is a replica: its writer is elsewhere",
        "c'est une réplique : une autre machine l'écrit",
    ),
    (
        r"it is not a token: a token is one line",
        "ce n'est pas un jeton : un jeton tient sur une ligne",
    ),
    (r"(\S+) cannot be read", r"\1 est illisible"),
    (r"HTTP (\d+): no reason given", r"HTTP \1, sans explication"),
    (
        r"self-check: its parent misses vectors",
        "contrôle : des vecteurs manquent à la génération précédente",
    ),
    (
        r"self-check: a vector is not what was sent",
        "contrôle : un vecteur n'est pas celui qui a été envoyé",
    ),
    (
        r"its manifest lists what is not its own",
        "son manifeste nomme des fichiers qui ne sont pas les siens",
    ),
    (r"generation (\d+) did not arrive in full", r"la génération \1 n'est pas arrivée entière"),
    (r"its CURRENT is not readable", "son CURRENT est illisible"),
    (r"a generation that it names is missing", "une génération qu'elle nomme manque"),
    (r"it needs PASSERELLE_CHROMA_URL", "il faut PASSERELLE_CHROMA_URL"),
    # settings
    (
        r"it is not an address such as (http://127\S+)",
        r"ce n'est pas une adresse telle que \1",
    ),
    (
        r"it contains a user name or a key: put a key in (\w+)",
        r"elle contient un nom d'utilisateur ou une clé : une clé se donne dans \1",
    ),
    (
        r"it has a query \(\?\.\.\.\): leave that out, and put a key in (\w+)",
        r"elle a des paramètres (?...) : donnez-la sans ; une clé se donne dans \1",
    ),
)
_FRENCH = tuple((re.compile(english, re.DOTALL), french) for english, french in _ROWS)


def in_french(detail: str) -> str:
    """The French of a detail; the detail itself where no row matches."""
    for english, french in _FRENCH:
        match = english.fullmatch(detail)
        if match:
            return match.expand(french)
    return detail
