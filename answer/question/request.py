"""A request for a summary: of what, and in how many sentences.

Words of requests, in both languages at once; no rule names a subject. Knows nothing of sources.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.question.asked import Form, analyse, fold
from answer.question.phrase import content
from text.numerals import in_digits, in_words

MOST = 3

_ABOUT = re.compile(
    r"\bde quoi (parle|traite|est-il question|il s'agit|s'agit|ca parle|cela parle)\w*|"
    r"\bquel(le)?s? (est|sont) (le|les|l') ?(sujet|theme|propos|idees?|messages?)\b|"
    r"\b(que|qu'est-ce que) (dit|disent|raconte\w*|contien\w+|faut-il retenir|retient-on)\b|"
    r"\b(a|qu'y a-t-il a) retenir\b|"
    r"\bwhat('s| is| are)? .{0,40}\babout\b|\bwhat (does|do) .{0,30}\b(say|cover|contain)\b|"
    r"\bwhat (should|can) (i|we) (remember|take away)\b|\btell me about (the|this) (article|text)\b"
)
_TELL = re.compile(
    r"^(please |can you |could you |peux-tu |pouvez-vous )?(tell me (more |something )?about|"
    r"(me )?parle[rz]?[- ](moi )?(un peu )?(plus )?(de|du|des|d'|sur)\b|"
    r"(dis|dites)[- ](m'en|moi) (plus|tout) sur|what do you know about|"
    r"que (sais-tu|savez-vous) (de|du|des|d'|sur)\b|what can you tell me about)"
)
# What a request is made of, beside the words that no question is searched by.
_REQUEST = re.compile(
    r"^(resum\w*|synthes\w*|synthetis\w*|summar\w*|sum|summed|brief\w*|recap\w*|overview|outline\w*|"
    r"gist|tl|dr|tldr|points?|key|main|cles?|principa\w+|essentiel\w*|idees?|ideas?|grandes?|"
    r"lignes?|nutshell|short\w*|court\w*|bref|breve\w*|apercu|vue|topo|bilan|(ph|f)rases?|sentences?|"
    r"mots?|words?|lignes?|lines?|paragraph\w*|articles?|textes?|texts?|documents?|pages?|sources?|"
    r"dossiers?|contenus?|contents?|rapports?|reports?|briefing|sujets?|subjects?|themes?|topics?|"
    r"propos|traite\w*|parle\w*|question|agit|disent|dit|say|says|cover\w*|contain\w*|contien\w*|"
    r"raconte\w*|retenir|retient|remember|take|away|takeaways?|messages?|ensemble|whole|entire|"
    r"entier\w*|complet\w*|complete\w*|integral\w*|global\w*|general\w*|total\w*|quick\w*|rapid\w*|"
    r"vite|simple\w*|clair\w*|clear\w*|forces?|forts?|condense\w*|boil|wrap|explain|expli\w+|"
    r"tell|know|sais|savez|dis|dites|something|plus|more|tout|write|ecri\w+|redige\w*|present\w*|faire|fai\w*|fassiez|dresse\w*|please|information\w*|"
    r"facts?|important\w*|importan\w+|first|merci|bonjour|hello|hi|un|une|deux|trois|quatre|"
    r"cinq|dix|one|two|three|four|five|ten|\d{1,2}|volets?|part(ie)?s?|aspects?|sections?|quelques|few|couple|maximum|max|minimum|need|"
    r"like|want|voudrais|aimerais|souhaite\w*|pouvez|pourriez|pourrais|peux|can|could|would)$"
)
_COUNTED = re.compile(
    r"\b(?:en|in|into|as|within|les|the|donne[zr]?(?:-moi)?|give me)?\s*(?P<count>[\w-]+)\s+"
    r"(?:(?:short|courtes?|key|main|breves?|simples?|bonnes?|grandes?|petites?)\s+)?"
    r"(?:(?:ph|f)rases?|sentences?|points?|idees?|ideas?|lignes?|lines?|bullets?)\b|"
    r"\b(?P<joined>\w+)-(?:sentence|line|point|bullet|idea)\b"
)
_SHORTER = re.compile(r"\b(plus (court|bref)|shorter|more briefly)\W*(stp|svp|please)?\W*$")
_ATTACHED = re.compile(r"(?<=\w)-(moi|nous|toi|tu|vous|le|la|les|lui|leur)\b", re.IGNORECASE)
_READER = re.compile(
    r"\b(for|pour|a|to) (my|our|the|a|mon|ma|mes|notre|nos|le|la|les|un|une) "
    r"(?=(\w+ ?[?.!]*)$)(?P<who>\w+)|\b(for|pour) (me|us|moi|nous)\b"
)
_DEPENDENT = re.compile(r"^(it|this|that|ca|cela|tout|everything|all)$")


@dataclass(frozen=True, slots=True)
class Request:
    """``topic`` is what is to be summed up; "" for the whole. ``count`` is 1 to MOST."""

    topic: str
    count: int = MOST


def summary_request(question: str) -> Request | None:
    """What a question wants summed up; None where it asks for something else."""
    folded = fold(question)
    asks = analyse(question).form is Form.SUMMARY or _TELL.search(folded) is not None
    about = _ABOUT.search(folded) is not None
    if not asks and not about:
        return None
    topic = _topic(question)
    if not asks and topic:
        return None  # "what does the treaty say about fish?" is a question like any other
    return Request(topic, _count(folded))


def _count(folded: str) -> int:
    """How many sentences are asked for, within what an answer may have."""
    if _SHORTER.search(folded):
        return 1
    for match in _COUNTED.finditer(folded):
        word = match.group("joined") or match.group("count")
        if word in {"un", "une", "one", "a", "single", "seule"}:
            return 1
        for numeral in (*in_digits(word), *in_words(word)):
            return max(1, min(MOST, int(numeral.value)))
    return MOST


def _topic(question: str) -> str:
    """What is left of the question without the words of the request; "" where that is nothing."""
    folded = fold(question)
    reader = _READER.search(folded)
    told = question.strip()
    if reader and len(folded) == len(told):
        told = told[: reader.start()] + told[reader.end() :]
    told = _ATTACHED.sub("", told)
    words = [word for word in content(told) if not all(map(_REQUEST.match, word.split("-")))]
    if not [word for word in words if not _DEPENDENT.match(word)]:
        return ""
    return _trimmed(told, words)


def _trimmed(told: str, words: list[str]) -> str:
    """The stretch from the first word of the topic to the last."""
    spans = [
        match
        for match in re.finditer(r"[^\W_]+(?:[-.’'][^\W_]+)*", told)
        if any(part in words for part in content(match.group())) or fold(match.group()) in words
    ]
    if not spans:
        return told.strip()
    return told[spans[0].start() : spans[-1].end()]
