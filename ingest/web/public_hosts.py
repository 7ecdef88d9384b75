"""Host allow-list against server-side request forgery: public addresses, and those in the settings.

A page's address comes from whoever typed it, and a redirect from whoever runs the server: neither
may reach this machine, its network or a cloud's metadata.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.errors import SettingsError
from ingest.web.address import host_name

PORTS = frozenset((80, 443))
# Not publicly routable (IANA's registries of special-purpose addresses), with
# Azure's metadata server, which lies outside them.
_NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
        "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
        "224.0.0.0/4 240.0.0.0/4 168.63.129.16/32"
    ).split()
)
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
# Teredo and other protocols' own, documentation, 6to4.
_NOT_PUBLIC_6 = tuple(
    map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_number(host: str) -> bool:
    """Whether a host is an IP address, which needs no resolution."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    """Whether an IP address is public; an IPv4 one inside an IPv6 one is judged."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is None:
            return ip in _GLOBAL_6 and not any(ip in network for network in _NOT_PUBLIC_6)
        ip = inner
    return not any(ip in network for network in _NOT_PUBLIC_4)


@dataclass(frozen=True, slots=True)
class AllowedHosts:
    """Hosts that are allowed whatever their address; a port of None is any port."""

    named: frozenset[tuple[str, int | None]] = frozenset()

    @classmethod
    def read(cls, text: str, variable: str = "PASSERELLE_ALLOWED_HOSTS") -> AllowedHosts:
        """From "host, host:port, ..."; raises SettingsError naming the entry that is neither."""
        return cls(frozenset(_entry(part, variable) for part in text.replace(",", " ").split()))

    def allow(self, host: str, port: int) -> bool:
        """Whether a host was named, on this port or on any."""
        return not self.named.isdisjoint(((host, port), (host, None)))


def _entry(text: str, variable: str) -> tuple[str, int | None]:
    try:
        split = urlsplit(f"//{text}")
        host, port = host_name(split.hostname or ""), split.port
    except ValueError:
        host, port = None, None
    else:
        host = host if split.netloc == text and "@" not in text else None
    if host is None:
        raise SettingsError(variable, f"{text} is not a host or host:port")
    return host, port
