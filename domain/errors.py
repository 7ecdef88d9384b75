"""Exception hierarchy: everything that can go wrong and that a person can do something about.

    PasserelleError
    ├── UsageError                  the command line or a call was wrong (exit 2)
    ├── SettingsError               a setting has a value that cannot be used
    ├── SourceError                 one source cannot be taken in; the others can
    │   ├── SourceNotReadable       missing, no permission, not decodable, binary
    │   ├── SourceEmpty             no text is left after cleaning
    │   ├── SourceTooLarge          over the size limit
    │   ├── SourceKindUnknown       no loader for it
    │   ├── SourceGivenUp           reading it took too much time or memory, or crashed
    │   ├── SourceNotReachable      no answer, a wrong one, or no web address at all
    │   ├── SourceGone              the web server reports that the page does not exist
    │   ├── SourceRefusedAddress    a private address, or a port that is not the web's
    │   ├── SourceIdTaken           the id belongs to another origin
    │   └── TwinMismatch            translations with unequal paragraphs
    ├── StoreError
    │   ├── StoreEmpty              nothing was ingested yet
    │   ├── StoreBusy               another process is writing
    │   ├── StoreNotWritable        no permission, or no room left
    │   ├── StoreDamaged            a generation does not open or failed its self-check
    │   ├── SourceNotFound          no such id in the store
    │   ├── GenerationNotFound      no such generation to go back to
    │   ├── PruneNotConfirmed       an empty folder would take its sources out of the store
    │   ├── EmbedderMismatch        made with another embedding model that is not at hand
    │   └── ChromaServerError       the Chroma server that keeps the vectors
    │       ├── ChromaNotReachable  no answer, or none in time
    │       ├── ChromaRefused       it wants credentials, or others
    │       ├── ChromaUnsuitable    it is of another version, or no Chroma server at all
    │       ├── ChromaFailed        the request failed: no room left, damaged, a limit
    │       └── ChromaNotSet        vectors are in a server, and no setting says in which
    └── ModelError
        ├── EmbeddingModelError     the embedding model does not load or run
        ├── ReaderModelError        the reader does not load or run
        └── ChatModelError          the language model is slow, down, refused, or answers nonsense

Each class carries its message in both languages; each message states what to do next.
``str(error)`` is the English one. Exceptions of a library are translated to these in one place.
"""

from __future__ import annotations

from typing import ClassVar

from domain.advice import advice
from domain.details import in_french
from domain.types import Language


class PasserelleError(Exception):
    """A problem in one line. ``subject`` is what it is about, ``detail`` adds the cause."""

    exit_code: ClassVar[int] = 1
    en: ClassVar[str] = "{subject}: {detail}"
    fr: ClassVar[str] = "{subject} : {detail}"

    def __init__(self, subject: str = "", detail: str = "") -> None:
        super().__init__(subject, detail)
        self.subject = subject
        self.detail = detail

    def message(self, language: Language) -> str:
        """The one line to show, in the user's language."""
        french = language is Language.FR
        template = self.fr if french else self.en
        detail = in_french(self.detail) if french else self.detail
        return " ".join(template.format(subject=self.subject, detail=detail).split())

    def __str__(self) -> str:
        return self.message(Language.EN)


class UsageError(PasserelleError):
    """An invalid call; ``detail`` states how to correct it."""

    exit_code = 2


class SettingsError(PasserelleError):
    """A setting that cannot be used; ``subject`` is its variable."""

    en = "{subject} cannot be used: {detail}. Correct it in the environment or in .env."
    fr = "{subject} est inutilisable : {detail}. Corrigez-le dans l'environnement ou dans .env."


class SourceError(PasserelleError):
    """One source cannot be taken in."""


class SourceNotReadable(SourceError):
    """Missing, forbidden, broken, binary or not decodable; what to do depends on which."""

    en = "{subject} cannot be read ({detail})."
    fr = "{subject} est illisible ({detail})."

    def message(self, language: Language) -> str:
        """The one line, with advice for this cause."""
        english, french = advice(self.detail)
        suggestion = french if language is Language.FR else english
        return f"{super().message(language)} {suggestion}".strip()


class SourceEmpty(SourceError):
    """No text is left after cleaning."""

    en = "{subject} contains no text that can be cited. Check that it is the article itself."
    fr = "{subject} ne contient aucun texte citable. Vérifiez que c'est bien l'article lui-même."


class SourceTooLarge(SourceError):
    """Over the limit that ``detail`` names."""

    en = "{subject} is too large ({detail}). Split it and ingest the parts."
    fr = "{subject} est trop volumineux ({detail}). Découpez-le et ajoutez-en les parties."


class SourceKindUnknown(SourceError):
    """No loader reads it; ``detail`` lists the suffixes that are read."""

    en = "{subject} is not in a supported format. Convert it to one of: {detail}."
    fr = "{subject} est d'un type qui n'est pas lu. Convertissez-le en l'un de ceux-ci : {detail}."


class SourceGivenUp(SourceError):
    """The process that parses it exceeded its limits or crashed."""

    en = (
        "{subject} could not be processed ({detail}). Save it in a simpler form, or split it "
        "and ingest the parts."
    )
    fr = (
        "{subject} a été abandonné ({detail}). Enregistrez-le sous une forme plus simple, "
        "ou découpez-le et ajoutez-en les parties."
    )


class SourceNotReachable(SourceError):
    """A web page that could not be fetched."""

    en = (
        "{subject} cannot be fetched ({detail}). Check the address, try again later, "
        "or save the page as .html and ingest the file."
    )
    fr = (
        "{subject} n'a pas pu être téléchargé ({detail}). Vérifiez l'adresse, réessayez plus tard, "
        "ou enregistrez la page en .html et ajoutez le fichier."
    )


class SourceGone(SourceError):
    """A page that is not there, or no longer; the stored version stays."""

    en = (
        "{subject} was not found ({detail}). Correct the address; what was ingested from it stays "
        "in the library until you run `passerelle remove`."
    )
    fr = (
        "{subject} n'existe pas ou plus ({detail}). Corrigez l'adresse ; ce qui en a déjà été "
        "ajouté reste jusqu'à `passerelle remove`."
    )


class SourceRefusedAddress(SourceError):
    """A host that is not contacted unless the settings name it."""

    en = (
        "{subject} was not fetched ({detail}). If you trust this host, add it to "
        "PASSERELLE_ALLOWED_HOSTS."
    )
    fr = (
        "{subject} n'est pas téléchargé ({detail}). Si vous faites confiance à cet hôte, "
        "ajoutez-le à PASSERELLE_ALLOWED_HOSTS."
    )


class SourceIdTaken(SourceError):
    """The id belongs to a source that came from elsewhere (``detail``)."""

    en = "the id {subject} belongs to a source from {detail}: use --id to give another one."
    fr = (
        "l'identifiant {subject} appartient à une source venue de {detail} : "
        "donnez-en un autre avec --id."
    )


class TwinMismatch(SourceError):
    """Two translations that do not match paragraph for paragraph."""

    en = "{subject} does not match its translation ({detail}). Give both the same paragraphs."
    fr = (
        "{subject} : sa version dans l'autre langue ne correspond pas ({detail}). "
        "Donnez aux deux les mêmes paragraphes."
    )


class StoreError(PasserelleError):
    """The store cannot do what was asked."""


class StoreEmpty(StoreError):
    """The store has no sources yet."""

    en = "the store {subject} is empty: add a source with `passerelle ingest FILE`."
    fr = "la base {subject} est vide : ajoutez une source avec `passerelle ingest FICHIER`."


class StoreBusy(StoreError):
    """Another writer has the lock; ``detail`` names it."""

    en = "the store {subject} is being changed by {detail}: wait for that to end, then try again."
    fr = "la base {subject} est en cours d'écriture par {detail} : attendez la fin, puis réessayez."


class StoreNotWritable(StoreError):
    """No permission or no room."""

    en = "the store {subject} cannot be changed ({detail}): use --store with a folder of your own."
    fr = (
        "la base {subject} n'est pas modifiable ({detail}) : "
        "donnez à --store un dossier où vous pouvez écrire."
    )


class StoreDamaged(StoreError):
    """A generation does not open or failed its check."""

    en = (
        "the store {subject} cannot be used ({detail}): run `passerelle doctor --repair`, "
        "or `passerelle rollback`."
    )
    fr = (
        "la base {subject} est inutilisable ({detail}) : lancez `passerelle doctor --repair`, "
        "ou `passerelle rollback`."
    )


class SourceNotFound(StoreError):
    """No source of that id."""

    en = "no source is called {subject}: `passerelle sources` lists them."
    fr = "aucune source ne s'appelle {subject} : `passerelle sources` en donne la liste."


class GenerationNotFound(StoreError):
    """No generation of that number is kept."""

    en = "there is no generation {subject} to go back to ({detail})."
    fr = "il n'y a pas de génération {subject} à laquelle revenir ({detail})."


class PruneNotConfirmed(StoreError):
    """An empty folder and --prune: ``detail`` counts the sources that would go."""

    en = (
        "{subject} is empty and --prune would remove the sources that came from it ({detail}): "
        "check the folder, or confirm with --yes. Nothing has changed."
    )
    fr = (
        "{subject} est vide et --prune retirerait les sources qui en viennent ({detail}) : "
        "vérifiez le dossier, ou confirmez avec --yes. Rien n'a changé."
    )


class EmbedderMismatch(StoreError):
    """The store was made with another embedding model; ``detail`` names it."""

    en = (
        "the store {subject} was made with another embedding model ({detail}), which is not "
        "available here: run `passerelle rebuild`."
    )
    fr = (
        "la base {subject} a été construite avec un autre modèle de plongement ({detail}), absent "
        "ici : lancez `passerelle rebuild`."
    )


class ChromaServerError(StoreError):
    """The Chroma server that stores the vectors failed; ``subject`` is its address."""

    en = "the Chroma server {subject} cannot be used ({detail}): check PASSERELLE_CHROMA_URL."
    fr = "le serveur Chroma {subject} est inutilisable ({detail}) : vérifiez PASSERELLE_CHROMA_URL."


class ChromaNotReachable(ChromaServerError):
    """It does not answer, or not in time."""

    en = (
        "the Chroma server {subject} does not answer ({detail}): start it, or correct "
        "PASSERELLE_CHROMA_URL, then try again. Nothing has changed."
    )
    fr = (
        "le serveur Chroma {subject} ne répond pas ({detail}) : démarrez-le, ou corrigez "
        "PASSERELLE_CHROMA_URL, puis réessayez. Rien n'a changé."
    )


class ChromaRefused(ChromaServerError):
    """It, or the proxy in front of it, refuses the credentials."""

    en = (
        "the Chroma server {subject} refuses the credentials ({detail}): correct "
        "PASSERELLE_CHROMA_TOKEN, or user:password@ in PASSERELLE_CHROMA_URL."
    )
    fr = (
        "le serveur Chroma {subject} refuse les identifiants ({detail}) : corrigez "
        "PASSERELLE_CHROMA_TOKEN, ou utilisateur:motdepasse@ dans PASSERELLE_CHROMA_URL."
    )


class ChromaUnsuitable(ChromaServerError):
    """Not a Chroma server of a known version, or it lacks this database."""

    en = (
        "{subject} is not a Chroma server that can be used ({detail}): set PASSERELLE_CHROMA_URL "
        "to one of version 1.x (`chroma run`), with its tenant and database."
    )
    fr = (
        "{subject} n'est pas un serveur Chroma utilisable ({detail}) : donnez-en un en version 1.x "
        "(`chroma run`), avec son tenant et sa base, dans PASSERELLE_CHROMA_URL."
    )


class ChromaFailed(ChromaServerError):
    """The server reported that the request failed."""

    en = (
        "the Chroma server {subject} failed ({detail}): check its disk and its log, then try "
        "again. Nothing has changed."
    )
    fr = (
        "le serveur Chroma {subject} a échoué ({detail}) : vérifiez son disque, consultez son "
        "journal, puis réessayez. Rien n'a changé."
    )


class ChromaNotSet(ChromaServerError):
    """A generation's vectors are in a server that no setting names; ``subject`` is the store."""

    en = (
        "the vectors of {subject} are in a Chroma server ({detail}): set PASSERELLE_CHROMA_URL, "
        "or run `passerelle doctor --repair` to rebuild them here."
    )
    fr = (
        "les vecteurs de {subject} sont sur un serveur Chroma ({detail}) : renseignez "
        "PASSERELLE_CHROMA_URL, ou `passerelle doctor --repair` les refait ici."
    )


class ModelError(PasserelleError):
    """A model failed."""


class EmbeddingModelError(ModelError):
    """The embedding model does not load or run."""

    en = (
        "the embedding model {subject} cannot be used ({detail}): check PASSERELLE_EMBEDDING_MODEL."
    )
    fr = (
        "le modèle de plongement {subject} est inutilisable ({detail}) : "
        "vérifiez PASSERELLE_EMBEDDING_MODEL."
    )


class ReaderModelError(ModelError):
    """The reader, which finds the sentences that answer, does not load or run."""

    en = "the reader model {subject} cannot be used ({detail}): check PASSERELLE_READER_MODEL."
    fr = (
        "le modèle de lecture {subject} est inutilisable ({detail}) : "
        "vérifiez PASSERELLE_READER_MODEL."
    )


class ChatModelError(ModelError):
    """The language model failed; ``detail`` gives the cause."""

    en = "the language model {subject} did not answer ({detail}): check PASSERELLE_CHAT_MODEL."
    fr = (
        "le modèle de langue {subject} n'a pas répondu ({detail}) : vérifiez PASSERELLE_CHAT_MODEL."
    )
