"""What the web page added around the article goes away.

Rules are about form, in both languages, on whole lines without case or accents; none names a
subject. Short lines of page furniture go wherever they stand; what stands after a "related" or
"trending" heading at the end goes with it; a publisher's disclaimer goes at the end only. A real
paragraph is never dropped for a word that it contains.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ingest.document import Block, BlockKind

_DATE = r"[\w.,:/ -]{0,40}"
_LINES: tuple[str, ...] = (
    # share and follow
    r"(partage[rz]?|share|tweete?r?|epingler|pin|imprimer|print|copier le lien|copy link|"
    r"envoyer par e?-?mail|email|e-mail|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|"
    r"instagram|youtube|tiktok|pinterest|messenger)"
    r"( (cet? |cette |this |the |l')?(article|page|story|post|histoire|contenu|sur .{0,30}|"
    r"on .{0,30}|via .{0,30}|with .{0,30}|avec .{0,30}))?",
    r"(suivez|rejoignez|retrouvez|likez)[- ]?(nous|moi)( .{0,40})?|follow (us|me)( .{0,40})?|"
    r"join us on .{0,30}",
    # published on, with the date or without it
    rf"(publie|mis a jour|mise a jour|modifie|poste|published|updated|posted|last updated|"
    rf"first published|date de publication)( le| on| at| a| il y a| :)?{_DATE}",
    r"\d+ (min|mn|minutes?)( de lecture| read)?|temps de lecture.{0,20}|reading time.{0,20}",
    # advertising
    r"(publicite|annonces?|advertisements?|advertising|advertorial|ad|ads|sponsored( content)?|"
    r"contenu sponsorise|sponsorise|publi-?reportage|promoted|la suite apres (la|cette) publicite|"
    r"(article|story) continues (below|after).{0,30})",
    # read more, subscribe, comment
    r"(lire (aussi|la suite|plus|egalement)|a lire( aussi| egalement)?|read (more|also|next|on)|"
    r"see also|voir aussi|en savoir plus|learn more|click here|cliquez ici)"
    r"( [:>»] ?.{0,120}|[ :>»]*)",
    r"(abonnez[- ]vous|s'abonner|je m'abonne|subscribe|sign up|inscrivez[- ]vous|s'inscrire|"
    r"connectez[- ]vous|se connecter|sign in|log in|register)( .{0,80})?",
    r"(newsletter|lettre d'information|infolettre)s?( .{0,60})?",
    r"\d* ?(commentaires?|comments?|reactions?)( \(\d+\))?|(laisser|ajouter) un commentaire|"
    r"(leave|post|add) a (comment|reply)",
    # rights, cookies, navigation
    r"(©|\(c\)|copyright|tous droits reserves|all rights reserved).{0,120}",
    r"(accepter|refuser|accept|reject|tout accepter|tout refuser|accept all|reject all|"
    r"gerer|manage)( (les |all |my |mes )?(cookies?|preferences|options))?",
    r"(accueil|home|menu|search|rechercher|retour|back|back to top|haut de page|next|previous|"
    r"suivant|precedent|skip to (main )?content|aller au contenu( principal)?)",
    r"(tags?|mots[- ]cles|keywords|etiquettes|categories?|topics|rubriques?) ?: ?.{0,120}",
    r"[\W_]+",
)
_FURNITURE = re.compile("|".join(f"(?:{line})" for line in _LINES))
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
_CONNECTOR = re.compile(r"(le|on|par|by|at|a|and|et|in|dans|with|avec|of|de)")
REAL_WORDS = 12  # a paragraph of as many words that ends like a sentence is the article's
TEASER_WORDS = 25  # a linked headline or its teaser is shorter than this
TAIL = 0.25  # at most this share of a page's words stands under its last "related" heading
LAST = 6  # a disclaimer stands among the last blocks


def strip(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of the article itself, in order."""
    kept = _without_tail(list(blocks))
    kept = _without_related(kept)
    kept = [
        block
        for place, block in enumerate(kept)
        if not _is_furniture(block) and not (place >= len(kept) - LAST and _is_disclaimer(block))
    ]
    return tuple(_without_connectors(kept))


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFD", text.casefold()).replace("’", "'")
    text = "".join(c for c in text if unicodedata.category(c) != "Mn")
    return re.sub(r"\s+", " ", text).strip(" :\u00a0\u202f")


def _is_furniture(block: Block) -> bool:
    folded = _fold(block.text)
    return bool(_FURNITURE.fullmatch(folded) or _COOKIES.fullmatch(folded)) and not (
        _is_real(block) and not _COOKIES.fullmatch(folded)
    )


def _is_disclaimer(block: Block) -> bool:
    return _DISCLAIMER.search(_fold(block.text)) is not None


def _is_real(block: Block) -> bool:
    """Whether a block is a paragraph of prose."""
    ends = block.text.rstrip(" \u00a0»”\"')").endswith((".", "!", "?", "…", ":"))
    return ends and len(block.text.split()) >= REAL_WORDS


def _opens_related(block: Block) -> bool:
    return block.kind is not BlockKind.ROW and bool(_RELATED.fullmatch(_fold(block.text)))


def _without_tail(blocks: list[Block]) -> list[Block]:
    """Cut at the first "related" heading after which only a small rest of the page stands."""
    total = sum(len(b.text.split()) for b in blocks)
    for place, block in enumerate(blocks):
        rest = sum(len(b.text.split()) for b in blocks[place:])
        if place and _opens_related(block) and rest <= TAIL * total:
            return blocks[:place]
    return blocks


def _without_related(blocks: list[Block]) -> list[Block]:
    """Drop a "related" heading within the article, with the linked headlines under it."""
    kept: list[Block] = []
    dropping = False
    for block in blocks:
        if _opens_related(block):
            dropping = True
            continue
        dropping = dropping and not _is_real(block) and len(block.text.split()) < TEASER_WORDS
        dropping = dropping and block.kind is not BlockKind.HEADING
        if not dropping:
            kept.append(block)
    return kept


def _without_connectors(blocks: list[Block]) -> list[Block]:
    """Drop the stray "on" or "par" of a by-line whose parts stand on lines of their own."""
    return [b for b in blocks if not _CONNECTOR.fullmatch(_fold(b.text))]
