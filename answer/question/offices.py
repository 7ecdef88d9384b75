"""The offices that a question asks the holder of, and whether a sentence speaks of one of them.

"Who is the president" is not answered by a sentence with the minister. Titles go by classes that
both languages share; who "leads" or "heads" may hold any office. Knows nothing of names.
"""

from __future__ import annotations

import re

from answer.question.asked import fold

_CLASSES = {
    "president": r"presiden\w*|presid(?:e|es|ee|ait)|chair\w*",
    "director": r"directeurs?|directrices?|directors?|manag\w+",
    "minister": r"ministres?|ministers?",
    "mayor": r"maires?|mairesse|mayors?",
    "ambassador": r"ambassad\w+",
    "envoy": r"envoyee?s?(?= special| du| de)|envoys?|special representative",
    "secretary": r"secretaires?|secretary|secretaries",
    "commissioner": r"commissaires?|commissioners?",
    "governor": r"gouverneure?s?|governors?",
    "spokesperson": r"porte-parole|spokes\w+|speaks for",
    "deputy": r"adjointe?s?|deputy|deputies|vice\b",
    "judge": r"juges?|judges?|magistrate?s?",
    "signatory": r"sign(?:e|es|ee|a|ed|ent|ataires?|atory|atories)",
}
_LEADS = (
    r"dirig\w+|heads?|headed|leads?|led|leaders?|runs?|ran|chefs?|cheffes?|chiefs?|a la tete|"
    r"patronn?e?s?|boss|mene|pilote"
)
_RULES = {name: re.compile(rf"\b(?:{words})\b") for name, words in _CLASSES.items()}
_LEADING = re.compile(rf"\b(?:{_LEADS})\b")
# Offices that somebody who leads may hold.
_LEADERS = ("president", "director", "minister", "mayor", "governor", "secretary", "commissioner")


def holds_office(question: str, sentence: str) -> bool | None:
    """Whether a sentence speaks of an office that is asked about; None where none is."""
    asked, told = fold(question), fold(sentence)
    titles = [rule for rule in _RULES.values() if rule.search(asked)]
    if _RULES["deputy"] in titles:
        return _RULES["deputy"].search(told) is not None
    if titles:
        ledby = titles == [_RULES["director"]] and _LEADING.search(told) is not None
        return ledby or any(rule.search(told) for rule in titles)
    if not _LEADING.search(asked):
        return None
    rules = (_LEADING, *(_RULES[name] for name in _LEADERS))
    return any(rule.search(told) for rule in rules)
