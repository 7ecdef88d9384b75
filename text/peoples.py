"""Demonyms and country adjectives of both languages.

A row: the ISO 3166 code (or a region's), the English words, the stems of the French ones. English
names end as they are written or with "s"; French ones inflect. Rows are of states and of the Union.
"""

from __future__ import annotations

import re
from functools import cache

_ROWS = """
AF afghan | afghan
AL albanian | albanais
DZ algerian | algerien
US american | americain etats-unien etatsunien
AO angolan | angolais
AR argentine argentinian | argentin
AM armenian | armenien
AU australian | australien
AT austrian | autrichien
AZ azerbaijani azeri | azerbaidjanais azeri
BD bangladeshi | bangladais
BY belarusian | bielorusse
BE belgian | belge
BO bolivian | bolivien
BR brazilian | bresilien
GB british briton | britannique
BG bulgarian | bulgare
KH cambodian | cambodgien
CM cameroonian | camerounais
CA canadian | canadien
CL chilean | chilien
CN chinese | chinois
CO colombian | colombien
HR croatian | croate
CU cuban | cubain
CY cypriot | chypriote
CZ czech | tcheque
DK danish dane | danois
NL dutch | neerlandais hollandais
EC ecuadorian | equatorien
EG egyptian | egyptien
EE estonian | estonien
ET ethiopian | ethiopien
EU european | europeen
FI finnish finn | finlandais finnois
FR french | francais
GE georgian | georgien
DE german | allemand
GR greek | grec grecque
HU hungarian | hongrois
IS icelandic | islandais
IN indian | indien
ID indonesian | indonesien
IR iranian | iranien
IQ iraqi | irakien
IE irish | irlandais
IL israeli | israelien
IT italian | italien
JP japanese | japonais
JO jordanian | jordanien
KZ kazakh kazakhstani kazak | kazakh kazakhstanais kazak
KE kenyan | kenyan
KG kyrgyz kirghiz | kirghiz kirghize
KR korean south-korean | coreen sud-coreen
KP north-korean | nord-coreen
LV latvian | letton lettonne
LB lebanese | libanais
LY libyan | libyen
LT lithuanian | lituanien
MY malaysian | malaisien
MX mexican | mexicain
MD moldovan | moldave
MN mongolian mongol | mongol
MA moroccan | marocain
NZ new-zealander | neo-zelandais
NG nigerian | nigerian
NO norwegian | norvegien
PK pakistani | pakistanais
PS palestinian | palestinien
PE peruvian | peruvien
PH filipino philippine | philippin
PL polish pole | polonais
PT portuguese | portugais
RO romanian | roumain
RU russian | russe
SA saudi | saoudien
SN senegalese | senegalais
RS serbian serb | serbe
SK slovak slovakian | slovaque
SI slovenian slovene | slovene
ZA south-african | sud-africain
ES spanish spaniard | espagnol
SE swedish swede | suedois
CH swiss | suisse
SY syrian | syrien
TW taiwanese | taiwanais
TJ tajik | tadjik tadjike
TH thai | thailandais
TN tunisian | tunisien
TR turkish turk | turc turque
TM turkmen | turkmene
UA ukrainian | ukrainien
UZ uzbek | ouzbek ouzbeke
VE venezuelan | venezuelien
VN vietnamese | vietnamien
002 african | africain
019 latin-american | latino-americain
142 asian | asiatique
143 central-asian | centrasiatique centre-asiatique
"""
_CAPITALISED = frozenset(("polish", "pole", "dane", "finn", "thai", "turk", "swede", "china"))
"""English words that mean something else in small letters."""


def people(word: str) -> str | None:
    """The code of the country that a word (folded, in lower case) refers to; None for others."""
    return _words().get(word) or next(
        (code for ending in _ENDINGS if (code := _stems().get(word.removesuffix(ending)))), None
    )


def needs_capital(word: str) -> bool:
    """Whether a word names a people only where it is capitalised."""
    return word in _CAPITALISED


# What French adjectives end with beyond their stem: "européen-ne-s", "turc-s", "marocain-e-s".
_ENDINGS = ("nes", "ne", "es", "e", "s", "")


@cache
def _words() -> dict[str, str]:
    english = ((code, word) for code, words, _ in _rows() for word in words.split())
    return {word + end: code for code, word in english for end in ("", "s")}


@cache
def _stems() -> dict[str, str]:
    return {stem: code for code, _, stems in _rows() for stem in stems.split()}


def _rows() -> list[tuple[str, str, str]]:
    return re.findall(r"^(\w+) ([^|]+) \| (.+)$", _ROWS, re.MULTILINE)
