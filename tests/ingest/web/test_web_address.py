import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import SourceNotReachable
from ingest.web.address import (
    canonical,
    host_and_port,
    host_name,
    is_address,
    redirected,
    shown,
    source_address,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:443/a", "http://example.org:443/a"),
        ("https://example.org./a#part", "https://example.org/a"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/../a/..", "https://example.org/"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?b=2&a=1"),
        ("https://example.org/a?", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&id=3&fbclid=y", "https://example.org/a?id=3"),
        ("https://example.org/a?gclid=1&mc_cid=2&mc_eid=3&UTM_Medium=m", "https://example.org/a"),
        ("https://example.org/a?xtor=RSS-1", "https://example.org/a"),
        ("https://example.org/a?clip=1&utmost=2&ref=3", "https://example.org/a?clip=1&utmost=2&ref=3"),
        ("https://example.org/a?q=utm_source%3Dx", "https://example.org/a?q=utm_source%3Dx"),
        ("https://example.org/%7ejo/%c3%a9t%C3%A9", "https://example.org/~jo/%C3%A9t%C3%A9"),
        ("https://example.org/\u00e9t\u00e9?q=\u00e9", "https://example.org/%C3%A9t%C3%A9?q=%C3%A9"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://M\u00dcnchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://xn--mnchen-3ya.example/", "https://xn--mnchen-3ya.example/"),
        ("  https://example.org/a ", "https://example.org/a"),
        ("https://[2001:DB8:0::1]:8080/", "https://[2001:db8::1]:8080/"),
        ("https://my_host.example/a", "https://my_host.example/a"),
    ],
)  # fmt: skip
def test_one_page_has_one_spelling(typed: str, kept: str) -> None:
    assert source_address(typed) == kept


def test_a_name_in_either_normal_form_is_one_page() -> None:
    composed = "https://example.org/\u00e9"
    assert source_address(unicodedata.normalize("NFD", composed)) == source_address(composed)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("ftp://example.org/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("example.org/a", "only http and https"),
        ("https://jo:secret@example.org/", "a user name or a password"),
        ("https://jo@example.org/", "a user name or a password"),
        ("https://@example.org/", "a user name or a password"),
        ("https://", "not an address"),
        ("https:///a", "not an address"),
        ("https://example.org:99999/", "not an address"),
        ("https://example.org:0/", "not an address"),
        ("https://exa mple.org/", "not an address"),
        ("https://example.org/a\nb", "not an address"),
        ("https://example.org\\@10.0.0.1/", "not an address"),
        ("https://[::1/", "not an address"),
        ("https://[fe80::1%25eth0]/", "not an address"),
        ("https://exam\u200bple.org/", "not an address"),
        ("https://-example.org/", "not an address"),
        ("http://2130706433/", "not an address"),
        ("http://0x7f000001/", "not an address"),
        ("http://0x7f.1/", "not an address"),
        ("http://0177.0.0.1/", "not an address"),
        ("http://127.1/", "not an address"),
        ("http://127.0.0.1.example.1/", "not an address"),
        ("http://\u2460\u2461\u2466.0.0.1.1/", "not an address"),
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(typed: str, why: str) -> None:
    with pytest.raises(SourceNotReachable, match=why) as caught:
        source_address(typed)
    assert "secret" not in str(caught.value)


def test_numbers_in_other_digits_are_the_address_that_they_are() -> None:
    assert host_name("\uff11\uff12\uff17.0.0.1") == "127.0.0.1"


@pytest.mark.parametrize(
    ("location", "leads"),
    [
        ("/b?utm_source=x", "https://example.org/b?utm_source=x"),
        ("b", "https://example.org/a/b"),
        ("//other.example/c", "https://other.example/c"),
        ("HTTP://Other.Example", "http://other.example/"),
        ("?page=2", "https://example.org/a/?page=2"),
        (" /b#c ", "https://example.org/b"),
    ],
)
def test_a_redirect_is_followed_from_where_it_is(location: str, leads: str) -> None:
    assert redirected("https://example.org/a/", location) == leads


@pytest.mark.parametrize("location", ["file:///etc/passwd", "javascript:x", "http://[", "//a@b/"])
def test_a_redirect_that_leaves_the_web_is_refused(location: str) -> None:
    with pytest.raises(SourceNotReachable, match="redirects to an address that is not fetched"):
        redirected("https://example.org/a/", location)


def test_addresses_are_distinguished_from_paths() -> None:
    assert is_address("HTTPS://example.org")
    assert not is_address("notes/http.txt")
    assert not is_address("C:\\notes.txt")


def test_a_password_is_never_shown() -> None:
    assert shown("https://jo:secret@example.org/a@b") == "https://example.org/a@b"


HOSTS = st.sampled_from(["example.org", "EXAMPLE.org.", "m\u00fcnchen.example", "8.8.8.8", "[::1]"])
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Cf", "Zl", "Zp"]), max_size=30)


@given(HOSTS, TEXTS, TEXTS)
def test_a_spelling_is_ascii_and_final(host: str, path: str, query: str) -> None:
    typed = f"https://{host}/{path}?{query}".replace("\\", "/")
    once = source_address(typed)
    assert once.isascii()
    assert "#" not in once
    assert source_address(once) == once
    assert unicodedata.normalize("NFC", once) == once
    assert host_and_port(once)[1] == 443


@given(st.lists(st.sampled_from(["a=1", "utm_source=x", "b", "gclid=2", "c=%20"]), max_size=6))
def test_only_tracking_goes_and_the_order_stays(parameters: list[str]) -> None:
    kept = "&".join(p for p in parameters if not p.startswith(("utm_", "gclid")))
    found = source_address("https://example.org/?" + "&".join(parameters))
    assert found == "https://example.org/" + (f"?{kept}" if kept else "")


@given(st.text(max_size=60), st.sampled_from(["", "http://", "http://a/"]))
def test_anything_typed_is_an_address_or_refused(typed: str, before: str) -> None:
    with suppress(SourceNotReachable):
        assert canonical(before + typed).isascii()
