"""Messages of `passerelle doctor`, in French and in English: each problem with its remedy."""

from __future__ import annotations

from domain.types import Language
from vectorstore.findings import Area, Problem, State
from vectorstore.repair import Deed

_Both = dict[Language, str]


def _both(english: str, french: str) -> _Both:
    return {Language.EN: english, Language.FR: french}


_MEND = ": `passerelle doctor --repair` recreates it", " : `passerelle doctor --repair` le refait"
_BUILD = (
    ": `passerelle doctor --repair` rebuilds the indexes from the catalog",
    " : `passerelle doctor --repair` reconstruit les index d'après le catalogue",
)
_SWEPT = ": the next write deletes it", " : la prochaine écriture l'efface"

AREAS: dict[Area, _Both] = {
    Area.ACCESS: _both("access", "accès"),
    Area.ROOM: _both("room", "place"),
    Area.POINTER: _both("CURRENT", "CURRENT"),
    Area.JOURNAL: _both("journal", "journal"),
    Area.LOCKS: _both("locks", "verrous"),
    Area.FILES: _both("files", "fichiers"),
    Area.CATALOG: _both("catalog", "catalogue"),
    Area.VECTORS: _both("vectors", "vecteurs"),
    Area.WORDS: _both("words", "mots"),
    Area.MODEL: _both("model", "modèle"),
    Area.SERVER: _both("server", "serveur"),
}
STATES: dict[State, _Both] = {State.OK: _both("in order", "en ordre")}
SUMMARY: dict[bool, _Both] = {
    True: _both(
        "The store is sound; generation {n} answers.",
        "La base est saine ; la génération {n} répond.",
    ),
    False: _both(
        "The store needs repair; generation {n} is the one that CURRENT names.",
        "La base est à réparer ; la génération {n} est celle que nomme CURRENT.",
    ),
}
UNANSWERING: dict[bool, _Both] = {
    True: _both("Nothing is wrong.", "Rien d'anormal."),
    False: _both(
        "The store needs repair; no generation answers.",
        "La base est à réparer ; aucune génération ne répond.",
    ),
}
PROBLEMS: dict[Problem, _Both] = {
    Problem.EMPTY: _both(
        "there is nothing in {subject} yet: add a source with `passerelle ingest FILE`",
        "rien encore dans {subject} : ajoutez une source avec `passerelle ingest FICHIER`",
    ),
    Problem.NOT_READABLE: _both(
        "{subject} cannot be read: give yourself permission, or give --store another folder",
        "{subject} est illisible : donnez-vous le droit de le lire, ou donnez à --store un "
        "autre dossier",
    ),
    Problem.NOT_WRITABLE: _both(
        "{subject} cannot be written to, which even questions need: give yourself permission",
        "{subject} n'est pas modifiable : les questions aussi l'exigent ; donnez-vous le droit d'y "
        "écrire",
    ),
    Problem.NO_ROOM: _both(
        "too little disk space for the next update ({detail}): free some, or lower "
        "PASSERELLE_KEEP_GENERATIONS",
        "trop peu de place pour la prochaine mise à jour ({detail}) : libérez-en, ou baissez "
        "PASSERELLE_KEEP_GENERATIONS",
    ),
    Problem.POINTER_LOST: _both(
        "{subject} does not say which generation answers: `passerelle doctor --repair` finds it",
        "{subject} ne dit pas quelle génération répond : `passerelle doctor --repair` la retrouve",
    ),
    Problem.POINTER_NOWHERE: _both(
        "{subject} names generation {n}, which is missing: `passerelle doctor --repair` goes "
        "back to one that exists",
        "{subject} nomme la génération {n}, qui manque : `passerelle doctor --repair` revient à "
        "une autre",
    ),
    Problem.JOURNAL_LOST: _both(
        f"{{subject}} is missing{_MEND[0]}", f"{{subject}} manque{_MEND[1]}"
    ),
    Problem.JOURNAL_DAMAGED: _both(
        f"{{subject}} is damaged ({{detail}}){_MEND[0]} with what can be read of it",
        f"{{subject}} est endommagé ({{detail}}){_MEND[1]} avec ce qui en est lisible",
    ),
    Problem.JOURNAL_SILENT: _both(
        "{subject} does not mention generation {n}, published just before a crash: the next write "
        "adds it",
        "{subject} ne dit rien de la génération {n}, publiée juste avant un arrêt brutal : la "
        "prochaine écriture l'y ajoutera",
    ),
    Problem.GENERATION_GONE: _both(
        "generation {n} is no longer there, and nothing says that it was pruned: it cannot be "
        "rolled back to",
        "la génération {n} n'est plus là, et rien ne dit qu'elle ait été effacée : on ne peut y "
        "revenir",
    ),
    Problem.WRITING: _both(
        "the store is being changed by {detail}", "la base est en cours d'écriture par {detail}"
    ),
    Problem.LOCK_MISSING: _both(
        f"the lock {{subject}} of generation {{n}} is missing{_MEND[0]}",
        f"le verrou {{subject}} de la génération {{n}} manque{_MEND[1]}",
    ),
    Problem.LOCK_LEFT: _both(
        f"the lock {{subject}} has no generation{_SWEPT[0]}",
        f"le verrou {{subject}} n'a pas de génération{_SWEPT[1]}",
    ),
    Problem.LEFT_OVER: _both(
        f"{{subject}} was left by a crash{_SWEPT[0]}",
        f"{{subject}} a été laissé par un arrêt brutal{_SWEPT[1]}",
    ),
    Problem.INTERRUPTED: _both(
        "{subject} has the vectors of an interrupted ingest: run it again, and they are reused",
        "{subject} garde les vecteurs d'un ajout interrompu : relancez-le, ils seront réutilisés",
    ),
    Problem.STRAY: _both(
        "{subject} does not belong to the store: `passerelle doctor --repair` sets it aside",
        "{subject} n'appartient pas à la base : `passerelle doctor --repair` le met de côté",
    ),
    Problem.FILE_DAMAGED: _both(
        f"{{subject}} of generation {{n}} is damaged ({{detail}}){_BUILD[0]}",
        f"{{subject}} de la génération {{n}} est endommagé ({{detail}}){_BUILD[1]}",
    ),
    Problem.CATALOG_DAMAGED: _both(
        "the catalog of generation {n} is damaged ({detail}): `passerelle doctor --repair` goes "
        "back to a generation that is intact",
        "le catalogue de la génération {n} est endommagé ({detail}) : `passerelle doctor --repair` "
        "revient à une génération intacte",
    ),
    Problem.VECTORS_DAMAGED: _both(
        f"the vectors of generation {{n}} are damaged ({{detail}}){_BUILD[0]}",
        f"les vecteurs de la génération {{n}} sont endommagés ({{detail}}){_BUILD[1]}",
    ),
    Problem.VECTORS_DIFFER: _both(
        f"the vectors of generation {{n}} do not match its catalog{_BUILD[0]}",
        f"les vecteurs de la génération {{n}} ne sont pas ceux de ses passages{_BUILD[1]}",
    ),
    Problem.VECTORS_WRONG: _both(
        f"vectors of generation {{n}} are wrong ({{detail}}){_BUILD[0]}",
        f"des vecteurs de la génération {{n}} sont faux ({{detail}}){_BUILD[1]}",
    ),
    Problem.NEIGHBOURS_MISSED: _both(
        f"search in generation {{n}} misses nearest neighbours{_BUILD[0]}",
        f"la recherche omet des voisins proches dans la génération {{n}}{_BUILD[1]}",
    ),
    Problem.WORDS_DAMAGED: _both(
        f"the word index of generation {{n}} is damaged ({{subject}}: {{detail}}){_BUILD[0]}",
        f"les mots de la génération {{n}} sont endommagés ({{subject}} : {{detail}}){_BUILD[1]}",
    ),
    Problem.WORDS_DIFFER: _both(
        f"the word index of generation {{n}} does not match its catalog{_BUILD[0]}",
        f"les mots de la génération {{n}} ne sont pas ceux de ses passages{_BUILD[1]}",
    ),
    Problem.MODEL_OTHER: _both(
        "generation {n} was made with another embedding model ({subject}), which is still in "
        "use: `passerelle rebuild` switches to the one in the settings",
        "la génération {n} a été construite avec un autre modèle de plongement ({subject}), encore "
        "utilisé : `passerelle rebuild` passe à celui des réglages",
    ),
    Problem.MODEL_MISSING: _both(
        "the embedding model of generation {n} is not available ({subject} {detail}): run "
        "`passerelle rebuild`, or check PASSERELLE_EMBEDDING_MODEL",
        "le modèle de plongement de la génération {n} est absent ({subject} {detail}) : lancez "
        "`passerelle rebuild`, ou vérifiez PASSERELLE_EMBEDDING_MODEL",
    ),
    Problem.SPLITTER_OTHER: _both(
        "texts of generation {n} were cut into passages by an older version: `passerelle rebuild` "
        "cuts them again",
        "des textes de la génération {n} ont été découpés par une version antérieure : "
        "`passerelle rebuild` les redécoupe",
    ),
    Problem.READ_ONLY: _both(
        "{subject} is read-only: questions are answered, another machine writes",
        "{subject} est en lecture seule : les questions reçoivent une réponse, une autre machine "
        "écrit",
    ),
    Problem.SERVER_FAILS: _both(
        "the Chroma server {subject} cannot be used ({detail}): start it, or correct "
        "PASSERELLE_CHROMA_URL or its credentials; until then no vector is counted as damaged",
        "le serveur Chroma {subject} est inutilisable ({detail}) : démarrez-le, ou corrigez "
        "PASSERELLE_CHROMA_URL ou ses identifiants ; d'ici là, aucun vecteur n'est considéré comme "
        "endommagé",
    ),
    Problem.SERVER_NOT_SET: _both(
        "the vectors of generation {n} are in a Chroma server ({subject}): set "
        "PASSERELLE_CHROMA_URL, or `passerelle doctor --repair` rebuilds the current ones here",
        "les vecteurs de la génération {n} sont sur un serveur Chroma ({subject}) : renseignez "
        "PASSERELLE_CHROMA_URL, ou `passerelle doctor --repair` refait ici ceux qui servent aux "
        "réponses",
    ),
    Problem.COLLECTION_LEFT: _both(
        f"the collection {{subject}} was left in the Chroma server by a crash{_SWEPT[0]}",
        "la collection {subject} a été laissée sur le serveur Chroma par un arrêt brutal"
        + _SWEPT[1],
    ),
}
DEEDS: dict[str, _Both] = {
    "title": _both("repaired", "réparé"),
    Deed.JOURNAL: _both("{subject} was recreated", "{subject} a été refait"),
    Deed.LOCK: _both(
        "generation {n} has its lock again", "la génération {n} a de nouveau son verrou"
    ),
    Deed.ASIDE: _both(
        "{subject} was moved to set-aside/", "{subject} a été déplacé dans set-aside/"
    ),
    Deed.SWEPT: _both("{subject} was deleted", "{subject} a été effacé"),
    Deed.POINTER: _both(
        "CURRENT names generation {n} again", "CURRENT nomme à nouveau la génération {n}"
    ),
    Deed.BUILT: _both(
        "generation {n} was built from the catalog and answers now",
        "la génération {n} a été reconstruite d'après le catalogue et répond désormais",
    ),
    Deed.FELL_BACK: _both(
        "generation {n}, which is intact, answers now",
        "la génération {n}, qui est intacte, répond désormais",
    ),
    Deed.REMOVED: _both(
        "generation {n}, which was damaged, was removed",
        "la génération {n}, qui était endommagée, a été retirée",
    ),
}
