"""Boilerplate removal: drops what a web page adds around the article.

The rules are about form, in both languages, on whole lines without case or accents; none names a
subject. Short lines of navigation are dropped anywhere; so is everything after a "related" or
"trending" heading at the end; a publisher's disclaimer at the end only. A real paragraph is never
dropped because of a word that it contains.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from ingest.document import Block, BlockKind

_MONTHS = (
    "jan|january|janv|janvier|feb|february|fev|fevr|fevrier|mar|march|mars|apr|april|avr|avril|may|"
    "mai|jun|june|juin|jul|july|juil|juillet|aug|august|aout|sep|sept|september|septembre|oct|"
    "october|octobre|nov|november|novembre|dec|december|decembre"
)
_DAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|lundi|mardi|mercredi|jeudi|vendredi|"
    "samedi|dimanche|mon|tue|wed|thu|fri|sat|sun|today|yesterday|aujourd'hui|hier"
)
_DATED = (
    rf"(\d[\dhapm.:/-]*(st|nd|rd|th|er)?|{_MONTHS}|{_DAYS}|le|on|at|a|il|y|ago|h|am|pm|gmt|utc|cet|"
    r"cest|et|est|edt|hours?|days?|weeks?|months?|minutes?|min|heures?|jours?|semaines?|mois|updated|"
    r"modified|publie|mis|mise|jour|a jour)"
)
_DATE = rf"({_DATED}([ .,|·•-]+{_DATED})*)"
# Labels of boilerplate around an article. None of these is a sentence.
_NAMES: tuple[str, ...] = (
    # share and follow
    r"(partage[rz]?|share|tweete?r?|epingler|pin|imprimer|print|copier le lien|copy link|"
    r"envoyer par e?-?mail|email|e-mail|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|"
    r"instagram|youtube|tiktok|pinterest|messenger)"
    r"( (cet? |cette |this |the |l')?(article|page|story|post|histoire|contenu|sur .{0,30}|"
    r"on .{0,30}|via .{0,30}|with .{0,30}|avec .{0,30}))?",
    # published on, with the date or without it
    rf"(publie|mis a jour|mise a jour|modifie|poste|published|updated|posted|last updated|"
    rf"first published|date de publication)( ?:)?( {_DATE})?",
    rf"(publiee?|mise? en ligne|published|posted|posted on) ?:? {_DATE}( ?[(,;|·–-]* ?"
    rf"(et |and )?(modifiee?|mise? a jour|actualisee?|updated|modified|last updated) ?:? "
    rf"{_DATE}\)?)?",
    r"\d+ (min|mn|minutes?)( de lecture| read)?|temps de lecture.{0,20}|reading time.{0,20}",
    # advertising
    r"(publicite|annonces?|advertisements?|advertising|advertorial|ad|ads|sponsored( content)?|"
    r"contenu sponsorise|sponsorise|publi-?reportage|promoted|la suite apres (la|cette) publicite|"
    r"(article|story) continues (below|after).{0,30})",
    # read more, comment
    r"((a )?lire (aussi|egalement)|a lire|lire (la suite|plus)|read (more|also|next|on)|"
    r"see also|voir aussi|en savoir plus|learn more|click here|cliquez ici)"
    r"( ?[:>»→] ?.{0,120})?",
    r"((notre|nos|our|the|la) )?(newsletter|lettre d'information|infolettre)s?"
    r"( (hebdomadaire|quotidienne|gratuite|sign[- ]?up))?",
    r"\d+ (commentaires?|comments?|reactions?)|(commentaires?|comments?)( \(\d+\))?|"
    r"(laisser|ajouter) un commentaire|(leave|post|add) a (comment|reply)",
    # cookies, navigation
    r"(accepter|refuser|accept|reject|tout accepter|tout refuser|accept all|reject all|"
    r"gerer|manage)( (les |all |my |mes )?(cookies?|preferences|options))?",
    r"(accueil|home|menu|search|rechercher|retour|back|back to top|haut de page|next|previous|"
    r"suivant|precedent|skip to (main )?content|aller au contenu( principal)?)",
    r"(tags?|mots[- ]cles|keywords|etiquettes|categories?|topics|rubriques?) ?: ?.{0,120}",
    r"[\W_]+",
)
# What a page says to its reader; a short sentence may do it too.
_CALLS: tuple[str, ...] = (
    r"(suivez|rejoignez|retrouvez|likez)[- ]?(nous|moi)( .{0,40})?|follow (us|me)( .{0,40})?|"
    r"join us on .{0,30}",
    r"(abonnez[- ]vous|s'abonner|je m'abonne|inscrivez[- ]vous|s'inscrire|connectez[- ]vous|"
    r"se connecter)( .{0,80})?",
    r"(subscribe|sign up|sign in|log in|register)( (now|here|today|(to|for|with) .{0,70}))?",
    r"(©|\(c\)(?= ?(copyright|©)?,? ?(19|20)\d\d)|copyright|tous droits reserves|"
    r"all rights reserved).{0,120}",
)
# Lines about the page itself, outside of any sentence: picture credit, audio length, audience.
_LABELS: tuple[str, ...] = (
    r"(credits?|photos?|images?|illustrations?|visuels?|infographies?|videos?)"
    r"( ?(photos?|images?|credits?|d'illustration))*"
    r"( ?[:©/] ?.{1,80}| (by|de|par|d') ?[^.]{1,60})?",
    r"[^.!?]{0,40}\b\d{1,2}:\d\d( ?min(utes)?)?",
    r"[^.!?]{0,60}\b(cet|cette|l'|this|the|mon|my|un|an) ?(article|page|story|contenu|content)s?"
    r"\b[^.!?]{0,40}",
    r"[^.!?]{0,60}\b(abonnes?|abonnees?|abonnements?|abonnez-vous|subscribers?|subscriptions?|"
    r"members only|newsletters?|infolettres?)\b[^.!?]{0,40}",
    r"[^.!?]{0,30}\b(commentaires?|comments?|reactions?|favoris|favou?rites|bookmarks?)\b"
    r"[^.!?]{0,20}",
    r"[^.!?]{0,20}\b(vous recommande|recommended for you|we recommend)\b[^.!?]{0,20}",
)
# Paywall sentences.
_WALL = re.compile(
    r"(il (vous )?reste|encore|you have|there (is|are)) .{0,20}\d[\d.,]* ?"
    r"(%|articles?\b|words\b|mots\b).{0,80}|\d[\d.,]* ?% (de|of) "
    r"(cet|this|l'|the) ?(article|story|page)\b.{0,60}|"
    r"(la suite|cet article|ce contenu|l'integralite|the rest|this (article|story|content)|"
    r"the full (article|story)|article|contenu)\b.{0,50}\b(abonnes?|abonnees|membres|inscrits|"
    r"subscribers?|members|subscription)\b.{0,60}"
)
_NAME = re.compile("|".join(f"(?:{line})" for line in _NAMES))
_CALL = re.compile("|".join(f"(?:{line})" for line in _CALLS))
_LABEL = re.compile("|".join(f"(?:{line})" for line in _LABELS))
_DATE_LINE = re.compile(_DATE)
_COOKIES = re.compile(
    r"(nous utilisons|ce site (web )?utilise|notre site utilise|we use|this (web)?site uses|"
    r"our (web)?site uses|by continuing|en (poursuivant|continuant)|by using this)\b"
    r".*\bcookies?\b.*"
)
_DISCLAIMER = re.compile(
    r"\b(opinions?|views?|positions?|points? de vue|vues|avis|propos|idees)\b.{0,160}"
    r"\b(not necessarily|ne sont pas necessairement|pas necessairement|ne refletent pas|"
    r"do not (necessarily )?(reflect|represent)|n'engagent que|are those of the authors?|"
    r"are (solely )?the author's|sont (celles|ceux) de (l'auteur|leurs? auteurs?))\b"
)
_RELATED = re.compile(
    r"(tendances?|trending( now| stories)?|related( articles?| stories| posts?| topics| content)?|"
    r"articles? (lies|similaires|connexes|recommandes|associes)|sur le meme (sujet|theme)|"
    r"dans la meme (rubrique|categorie)|(the )?most (read|popular|viewed|shared)|les? plus (lus?|"
    r"populaires?|partages?|consultes?)|populaires?|popular( now| posts)?|a la une|"
    r"more (from|stories|news|on this)( .{0,40})?|you (may|might) (also )?(like|be interested in)|"
    r"(cela|ca) (peut|pourrait|devrait) (aussi )?vous (interesser|plaire)|vous aimerez (aussi|"
    r"peut-etre aussi).{0,20}|recommended( for you| reading| articles)?|recommandes?( pour vous)?|"
    r"nos (autres )?articles|(don't|do not) miss|a ne pas manquer|latest( news| articles| posts)?|"
    r"(les )?derni(er|ere)s? (nouvelles|actualites|articles|infos)|editor'?s? picks?|"
    r"a (lire|decouvrir|voir) (aussi|egalement|ensuite)|what to read next|read next)"
)
_MARKS = re.compile("[\u0300-\u036f]+")  # accents, after decomposition
_CONNECTOR = re.compile(r"(le|on|par|by|at|a|and|et|in|dans|with|avec|of|de)")
REAL_WORDS = 12  # a paragraph of as many words that ends like a sentence is the article's
SENTENCE_WORDS = 4  # a shorter line that ends like a sentence may still be a boilerplate label
TEASER_WORDS = 25  # a linked headline or its teaser is shorter than this
TAIL = 0.25  # at most this share of a page's words is under its last "related" heading
LABEL_WORDS = 10  # a line about the page has no more words
WALL_WORDS = 30  # a paywall sentence has no more
LAST = 6  # a disclaimer is among the last blocks


def strip(blocks: Sequence[Block], dated: bool = False) -> tuple[Block, ...]:
    """The blocks of the article, in order.

    ``dated``: the date of a line that is only a date is already known as the source's.
    """
    kept = _without_related(_without_tail(list(blocks)))
    last = len(kept) - LAST
    dropped = [
        _is_furniture(block) or (place >= last and _is_disclaimer(block))
        for place, block in enumerate(kept)
    ]
    left = [b for place, b in enumerate(kept) if not _goes(kept, dropped, place)]
    return tuple(_without_labels(left, dated))


def _without_labels(blocks: list[Block], dated: bool) -> list[Block]:
    """Drop the lines about the page before the first prose or after the last.

    Where one of the lines after the last prose is of the kind, so are all short ones beside it.
    """
    real = [place for place, block in enumerate(blocks) if _is_text(block)]
    if not real:
        return blocks
    top = [b for b in blocks[: real[0]] if not (_is_label(b) or (dated and _is_date(b)))]
    tail = blocks[real[-1] + 1 :]
    if any(map(_is_label, tail)) and all(map(_is_short, tail)):
        tail = []
    return [*top, *blocks[real[0] : real[-1] + 1], *tail]


def _is_text(block: Block) -> bool:
    """Whether a block is a sentence, an item or a row of the article."""
    if _WALL.fullmatch(_fold(block.text)):
        return False
    return block.kind in (BlockKind.ITEM, BlockKind.ROW) or not _is_short(block)


def _is_short(block: Block) -> bool:
    """Whether a block is a short line outside of any sentence, or a paywall sentence."""
    words = len(block.text.split())
    if words <= WALL_WORDS and _WALL.fullmatch(_fold(block.text)):
        return True
    return words <= LABEL_WORDS and not _ends_like_a_sentence(block)


def _is_date(block: Block) -> bool:
    """Whether a paragraph is only a date, or two."""
    plain = block.kind is BlockKind.PARAGRAPH
    return plain and _is_short(block) and _DATE_LINE.fullmatch(_fold(block.text)) is not None


def _is_label(block: Block) -> bool:
    folded = _fold(block.text)
    if block.kind is BlockKind.HEADING or not _is_short(block):
        return False
    return _LABEL.fullmatch(folded) is not None or _WALL.fullmatch(folded) is not None


def _goes(blocks: Sequence[Block], dropped: Sequence[bool], place: int) -> bool:
    """Whether a block is dropped: by itself, or as the rest of a by-line beside one that is."""
    folded = _fold(blocks[place].text)
    if dropped[place] or _CONNECTOR.fullmatch(folded):
        return True
    near = dropped[max(0, place - 2) : place]
    return any(near) and _DATE_LINE.fullmatch(folded) is not None


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    text = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()).replace("’", "'"))
    return re.sub(r"\s+", " ", text).strip(" :\u00a0\u202f")


def _is_furniture(block: Block) -> bool:
    folded, words = _fold(block.text).rstrip("."), len(block.text.split())
    if _COOKIES.fullmatch(folded):
        return True
    sentence = _ends_like_a_sentence(block)
    if sentence and words >= REAL_WORDS:
        return False
    if _CALL.fullmatch(folded):
        return True
    return not (sentence and words >= SENTENCE_WORDS) and _NAME.fullmatch(folded) is not None


def _ends_like_a_sentence(block: Block) -> bool:
    return block.text.rstrip(" \u00a0»”\"')").endswith((".", "!", "?", "…"))


def _is_disclaimer(block: Block) -> bool:
    return _DISCLAIMER.search(_fold(block.text)) is not None


def _is_real(block: Block) -> bool:
    """Whether a block is a paragraph of prose."""
    ends = _ends_like_a_sentence(block) or block.text.endswith(":")
    return ends and len(block.text.split()) >= REAL_WORDS


def _opens_related(blocks: Sequence[Block], place: int) -> bool:
    """Whether a block heads a list of other articles; prose under it makes it the article's own."""
    block, below = blocks[place], blocks[place + 1 : place + 2]
    if block.kind is BlockKind.ROW or not _RELATED.fullmatch(_fold(block.text)):
        return False
    return not (below and _is_real(below[0]))


def _without_tail(blocks: list[Block]) -> list[Block]:
    """Cut at the first "related" heading with only a small rest of the page after it."""
    rest = total = sum(len(b.text.split()) for b in blocks)
    for place, block in enumerate(blocks):
        if place and rest <= TAIL * total and _opens_related(blocks, place):
            return blocks[:place]
        rest -= len(block.text.split())
    return blocks


def _without_related(blocks: list[Block]) -> list[Block]:
    """Drop a "related" heading within the article, with the linked headlines under it."""
    kept: list[Block] = []
    dropping = False
    for place, block in enumerate(blocks):
        if _opens_related(blocks, place):
            dropping = True
            continue
        dropping = dropping and not _is_real(block) and len(block.text.split()) < TEASER_WORDS
        dropping = dropping and block.kind is not BlockKind.HEADING
        if not dropping:
            kept.append(block)
    return kept
