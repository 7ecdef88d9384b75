"""Informal abbreviations of hurried typing: general forms of each language, as data.

None is specific to a subject. A single form maps to one word or phrase; a phrase is a pattern over
several.
"""

from __future__ import annotations

import re

from domain.types import Language


def _pairs(table: str) -> dict[str, str]:
    """ "koi quoi, ke que" as a mapping; "_" stands for a space in what is meant."""
    cells = (entry.split() for entry in table.replace("\n", " ").split(",") if entry.strip())
    return {short: meant.replace("_", " ") for short, meant in cells}


FORMS: dict[Language, dict[str, str]] = {
    Language.FR: _pairs(
        """
        cb combien, cmb combien, cbien combien, combi1 combien, kombien combien, conbien combien,
        koi quoi, kwa quoi, ke que, ki qui, kel quel, kels quels, kelle quelle, kelles quelles,
        kand quand, kan quand, qd quand, qand quand, kom comme, coment comment, cmt comment,
        komen comment, coman comment, pk pourquoi, pq pourquoi, pkoi pourquoi,
        prkoi pourquoi, pourkoi pourquoi, pourqoi pourquoi, ds dans, dan dans, pr pour, pdt pendant,
        tt tout, ts tous, ttes toutes, bcp beaucoup, bcq beaucoup, avk avec, qqn quelqu'un,
        qqch quelque_chose, qq quelques, tjs toujours, tjrs toujours, jms jamais, mtn maintenant,
        auj aujourd'hui, aujourdhui aujourd'hui, dc donc, nb nombre, nbre nombre, nouvo nouveau,
        bo beau, jai j'ai, jsui je_suis, jveu je_veux, ya il_y_a, kil qu'il, kelkes quelques,
        kelke quelque, ns nous, ls les, lé les, dé des, estce est-ce,
        kesako qu'est-ce_que_c'est, keske qu'est-ce_que, kesk qu'est-ce_que, kes qu'est-ce_que
        """
    ),
    Language.EN: _pairs(
        """
        u you, r are, ur your, wat what, wut what, wot what, waht what, hwo how, hw how, wen when,
        wich which, whic which, wher where, wer where, teh the, hte the, dis this,
        dat that, dey they, wiv with, wid with, b4 before, bcoz because, bcuz because, cuz
        because, coz because, cos because, bc because, ppl people, btwn between, yr
        year, yrs years, abt about, govt government, gov government, thru through, tho though,
        enuf enough, plz please, pls please, whos who's, whats what's, wheres where's, whens
        when's, hows how's, whys why's, dont don't, doesnt doesn't, didnt didn't, isnt isn't,
        arent aren't, wasnt wasn't, cant can't, wont won't, im I'm, ive I've, mil
        million, mils millions, bn billion, adn and, taht that, thier their, recieve receive,
        becuase because, beetween between
        """
    ),
}
"""A folded word as it is typed, and what it means; only where the store has no such word."""

PHRASES: dict[Language, tuple[tuple[re.Pattern[str], str], ...]] = {
    Language.FR: tuple(
        (re.compile(rf"(?<![\w'’]){pattern}(?![\w'’])", re.IGNORECASE), meant)
        for pattern, meant in (
            (r"(?:c|ces|cest|c est|ce|cé|sé|se) (?:koi|kwa|quoi)", "c'est quoi"),
            (r"(?:c|ces|cest|c est|cé|sé) (?:ki|qui)", "c'est qui"),
            (r"(?:ki|qui) (?:c|ces|cest|cé|sé)", "qui c'est"),
            (r"(?:koi|quoi) (?:c|ces|cest|cé|sé)", "quoi c'est"),
            (r"(?:c|ces|cé) (?=combien|kombien|cb|cmb|quand|kan|ou|où)", "c'est "),
            (r"est ce? ?(?:ke|que|k)", "est-ce que"),
            (r"(?:kes|qu ?es|qu'es) ?(?:ce|se|s) ?(?:ke|que|k)", "qu'est-ce que"),
            (r"y ?'?a ?t ?il", "y a-t-il"),
        )
    ),
    Language.EN: (),
}
"""Patterns of several words; each match is replaced in place."""
