"""URL normalisation: the address that is requested, and the id of its source.

An address is kept in ASCII: the host lower-cased and in IDNA, default ports, dot segments and the
fragment removed, the rest percent-encoded in one way.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import NoReturn
from urllib.parse import SplitResult, unquote_plus, urljoin, urlsplit

from domain.errors import SourceNotReachable
from text.wellformed import wellformed

DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"(utm|mc|mtm|matomo|pk|piwik|hsa)_\w+|at_(medium|campaign\w*|custom\d+|link\w*|recipient\w*)|"
    r"[gdmyt]?clid|(g|fb|ms|ya?|tt|tw|li_fat_|epik)clid|gclsrc|[gw]braid|igshid|igsh|mkt_tok|"
    r"_hsenc|_hsmi|_gl|_ga|oly_(anon|enc)_id|vero_(id|conv)|wickedid|xtor|ref_src|s_cid|srsltid",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_USER = re.compile(r"(?<=://)[^/?#\\]*@")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH = _UNRESERVED | frozenset("!$&'()*+,;=:@/%")
_QUERY = _PATH | frozenset("?")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"(.*\.)?([0-9]+|0x[0-9a-f]*)")
_UNWRITABLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\]")


def is_address(target: str) -> bool:
    """Whether an input is an address of any scheme, not a path."""
    return _SCHEME.match(target) is not None


def shown(target: str) -> str:
    """An address for display: without a user name or a password."""
    return _USER.sub("", wellformed(target))


def source_address(target: str) -> str:
    """The normalised address of a page, without tracking parameters.

    Raises SourceNotReachable for anything but an http(s) address.
    """
    base, mark, query = canonical(target).partition("?")
    kept = [part for part in query.split("&") if not _is_tracking(part)]
    return f"{base}{mark}{'&'.join(kept)}" if any(kept) else base


def canonical(target: str) -> str:
    """The normalised address to request, all its parameters kept; raises SourceNotReachable."""
    text = unicodedata.normalize("NFC", wellformed(target).strip())
    split, port = _split(text)
    if split.scheme not in DEFAULT_PORTS:
        _refuse(target, "only http and https addresses are fetched")
    if "@" in split.netloc:
        _refuse(target, "it contains a user name or a password")
    name = host_name(split.hostname or "")
    if name is None or port == 0:
        _refuse(target, "it is not an address")
    host = f"[{name}]" if name and ":" in name else name
    number = "" if port in (None, DEFAULT_PORTS[split.scheme]) else f":{port}"
    query = _encoded(split.query, _QUERY)
    path = _without_dots(_encoded(split.path, _PATH))
    return f"{split.scheme}://{host}{number}{path}" + (f"?{query}" if query else "")


def redirected(address: str, location: str) -> str:
    """Where a redirect leads; raises SourceNotReachable for anything but an http(s) address."""
    try:
        return canonical(urljoin(address, location.strip()))
    except (ValueError, SourceNotReachable) as error:
        detail = "it redirects to an address that is not fetched"
        raise SourceNotReachable(address, detail) from error


def host_and_port(address: str) -> tuple[str, int]:
    """Host and port of a canonical address; an IPv6 host comes without brackets."""
    split = urlsplit(address)
    return split.hostname or "", split.port or DEFAULT_PORTS[split.scheme]


def host_name(host: str) -> str | None:
    """A normalised host: a name in IDNA, or an IP address as it is usually written.

    None for what is neither: a single number, or numbers in octal or hexadecimal, are not hosts.
    """
    host = host.rstrip(".").lower()
    if not host.isascii():
        import idna

        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError:
            return None
    if ":" in host or _NUMBER.fullmatch(host):
        return _ip(host)
    return host if len(host) <= 253 and _NAME.fullmatch(host) else None


def _ip(host: str) -> str | None:
    try:
        return str(ipaddress.ip_address(host)) if "%" not in host else None
    except ValueError:
        return None


def _split(text: str) -> tuple[SplitResult, int | None]:
    """The parts of an address; what no browser could send is refused, not corrected."""
    if _UNWRITABLE.search(text):
        _refuse(text, "it is not an address")
    try:
        split = urlsplit(text)
        return split, split.port
    except ValueError:
        _refuse(text, "it is not an address")


def _refuse(target: str, detail: str) -> NoReturn:
    raise SourceNotReachable(shown(target), detail)


def _is_tracking(part: str) -> bool:
    return _TRACKING.fullmatch(unquote_plus(part.split("=", 1)[0])) is not None


def _encoded(text: str, safe: frozenset[str]) -> str:
    """Percent-encoded in one way: unreserved characters as they are, hexadecimals in capitals."""
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    text = _ESCAPE.sub(_plainest, text)
    return "".join(c if c in safe else "".join(f"%{b:02X}" for b in c.encode()) for c in text)


def _plainest(escape: re.Match[str]) -> str:
    character = chr(int(escape.group()[1:], 16))
    return character if character in _UNRESERVED else escape.group().upper()


def _without_dots(path: str) -> str:
    """The path with "." and ".." followed, from the root on."""
    kept: list[str] = []
    parts = path.split("/")[1:] or [""]
    for part in parts:
        if part == "..":
            kept = kept[:-1]
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)
