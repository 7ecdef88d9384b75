import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import SettingsError
from ingest.web.public_hosts import AllowedHosts, is_public


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34", "8.8.8.8", "1.1.1.1", "172.32.0.1", "192.0.1.1", "223.255.255.255",
        "2606:2800:220:1::1", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
    ],
)  # fmt: skip
def test_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.1", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.255",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1",
        "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1", "::127.0.0.1", "fe80::1",
        "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "2001::1",
        "2001:0:7f00:1::", "2002:7f00:1::", "2002:808:808::", "3fff::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::10.0.0.1", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::808:808", "100::1", "5f00::1", "127.1", "0x7f.0.0.1", "localhost", "",
    ],
)  # fmt: skip
def test_what_is_not_of_the_open_internet_is_not(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses())
def test_no_address_that_python_knows_as_special_is_public(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    special = (
        ip.is_private, ip.is_loopback, ip.is_link_local, ip.is_multicast, ip.is_reserved,
        ip.is_unspecified,
    )  # fmt: skip
    wrapped = isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped or int(ip) >> 32 == WRAP)
    if any(special) and not wrapped:
        assert not is_public(str(ip))


WRAP = int(ipaddress.IPv6Address("64:ff9b::")) >> 32


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_judged_as_itself(ip: ipaddress.IPv4Address) -> None:
    assert is_public(f"::ffff:{ip}") == is_public(f"64:ff9b::{ip}") == is_public(str(ip))
    six = ipaddress.IPv6Address((0x2002 << 112) | (int(ip) << 80))
    assert not is_public(str(six))


def test_allowed_hosts_are_named_with_or_without_a_port() -> None:
    allowed = AllowedHosts.read("Intranet.Example, 127.0.0.1:8000 [::1]:81,m\u00fcnchen.example")
    assert allowed.allow("intranet.example", 80)
    assert allowed.allow("intranet.example", 12345)
    assert allowed.allow("127.0.0.1", 8000)
    assert not allowed.allow("127.0.0.1", 80)
    assert allowed.allow("::1", 81)
    assert allowed.allow("xn--mnchen-3ya.example", 443)
    assert not allowed.allow("sub.intranet.example", 80)
    assert not AllowedHosts.read("").allow("127.0.0.1", 80)


@pytest.mark.parametrize(
    "entry", ["http://a", "a/b", "a:b", "a@b", "*.a", "127.1", "a:99999", ":80"]
)
def test_an_entry_that_is_no_host_is_named(entry: str) -> None:
    with pytest.raises(SettingsError, match="PASSERELLE_ALLOWED_HOSTS") as caught:
        AllowedHosts.read(f"good.example {entry}")
    assert entry in str(caught.value)
