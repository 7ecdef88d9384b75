"""The client against a real server on this machine, and a network whose names obey the test."""

import datetime
import gzip
import ssl
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from domain.details import in_french
from domain.errors import (
    SettingsError,
    SourceError,
    SourceGone,
    SourceNotReachable,
    SourceRefusedAddress,
    SourceTooLarge,
)
from domain.types import Language
from ingest.web.fetch import Fetcher, Limits, Page
from ingest.web.public_hosts import AllowedHosts
from tests.fakes import FakeNetwork
from tests.web_server import Asked, Send, WebServer, answer, packed, page, redirect, serving
from vectorstore.validators import Validators

PUBLIC, OTHER, PRIVATE = "93.184.216.34", "8.8.8.8", "10.0.0.7"
QUICK = Limits(connect=2.0, read=2.0, total=2.0, most_bytes=100_000)


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as server:
        yield server


def fetch(server: WebServer, path: str, limits: Limits = QUICK) -> Page:
    """A page of the server, which the settings allow."""
    found = Fetcher(AllowedHosts.read(server.host), limits).fetch(server.url(path))
    assert found is not None
    return found


def failure(
    kind: type[SourceError], server: WebServer, path: str, limits: Limits = QUICK
) -> SourceError:
    """Why a page of the server did not come; it is one line in both languages."""
    with pytest.raises(kind) as caught:
        fetch(server, path, limits)
    return bilingual(caught.value)


def bilingual(error: SourceError) -> SourceError:
    french = error.message(Language.FR)
    assert error.detail.startswith("HTTP") or in_french(error.detail) in french
    assert error.detail.startswith("HTTP") or in_french(error.detail) != error.detail
    assert "\n" not in str(error) + french
    return error


def test_a_page_comes_with_what_the_server_says_of_it(server: WebServer) -> None:
    server.pages["/a"] = answer(
        b"caf\xe9",
        Content_Type='Text/HTML; Charset="iso-8859-1"',
        ETag='"v1"',
        Last_Modified="Wed, 01 Jan 2025 00:00:00 GMT",
    )
    found = fetch(server, "/a")
    assert found == Page(
        server.url("/a"),
        b"caf\xe9",
        "text/html",
        "iso-8859-1",
        Validators(server.url("/a"), '"v1"', "Wed, 01 Jan 2025 00:00:00 GMT"),
    )


def test_what_is_asked_says_who_asks_and_gives_nothing_away(server: WebServer) -> None:
    server.pages["/a"] = answer(status="302 Found", Location="/b", Set_Cookie="a=b")
    server.pages["/b"] = page("A page.")
    fetch(server, "/a")
    for asked in server.asked:
        assert "Passerelle" in asked.headers["user-agent"]
        assert asked.headers["accept-encoding"] == "gzip"
        assert asked.headers["host"] == server.host
        assert not {"cookie", "authorization", "referer"} & set(asked.headers)


def test_the_environments_proxy_is_not_used(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.pages["/a"] = page("A page.")
    assert fetch(server, "/a").data


def test_without_a_type_without_a_length_and_from_an_old_server(server: WebServer) -> None:
    server.pages["/a"] = b"HTTP/1.0 200 OK\r\n\r\nAn old page."
    found = fetch(server, "/a")
    assert (found.data, found.content_type, found.charset) == (b"An old page.", "", None)
    assert found.validators is None


def test_pieces_and_compression_are_undone(server: WebServer) -> None:
    server.pages["/pieces"] = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nAn \r\n5\r\nagain\r\n0\r\n\r\n"
    )
    server.pages["/less"] = answer("Words and more.", Content_Length="5")
    server.pages["/gzip"] = answer(gzip.compress(b"words " * 99), Content_Encoding="gzip")
    assert fetch(server, "/pieces").data == b"An again"
    assert fetch(server, "/less").data == b"Words"
    assert fetch(server, "/gzip").data == b"words " * 99


HEADS = [
    b"",
    b"HTTP/1.0 200\r\n\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08",
    b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Type: text/html; charset=",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: ",
]


@given(head=st.sampled_from(HEADS), rest=st.binary(max_size=60))
@example(head=b"HTTP/1.1 200 OK\r\nETag: \xe9\r\nContent-Type: ;;=\r\n", rest=b"\r\n")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_server_sends_is_a_page_or_one_of_our_errors(
    server: WebServer, head: bytes, rest: bytes
) -> None:
    server.pages["/a"] = head + rest
    with suppress(SourceError):
        assert fetch(server, "/a").url.startswith("http")


def test_redirects_are_followed_to_the_page(server: WebServer) -> None:
    server.pages["/a"] = redirect("/b", "301 Moved Permanently")
    server.pages["/b"] = redirect(server.url("/c/"), "307 Temporary Redirect")
    server.pages["/c/"] = redirect("d?utm_source=x#part", "308 Permanent Redirect")
    server.pages["/c/d?utm_source=x"] = redirect("/\u00e9")
    server.pages["/%C3%A9"] = page("Here.", ETag='"1"')
    found = fetch(server, "/a")
    assert found.url == server.url("/%C3%A9")
    assert found.validators == Validators(found.url, '"1"', None)


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ({"/a": redirect("/b"), "/b": redirect("/a")}, "in a circle"),
        ({"/a": redirect("#again")}, "in a circle"),
        ({f"/{'a' * n}": redirect(f"/{'a' * n}a") for n in range(1, 9)}, "more than 5 times"),
        ({"/a": redirect("file:///etc/passwd")}, "to an address that is not fetched"),
        ({"/a": redirect("http://jo:secret@127.0.0.1/")}, "to an address that is not fetched"),
        ({"/a": redirect("http://0x7f.1/")}, "to an address that is not fetched"),
        ({"/a": answer(status="302 Found")}, "HTTP 302"),
        ({"/a": answer(status="500 Internal Server Error")}, "HTTP 500"),
        ({"/a": answer(status="403 Forbidden")}, "HTTP 403"),
        ({"/a": answer(status="429 Too Many Requests")}, "HTTP 429"),
        ({"/a": answer(status="304 Not Modified")}, "HTTP 304"),
        ({"/a": answer("part", status="206 Partial Content")}, "HTTP 206"),
        ({"/a": answer("short", Content_Length="99")}, "cut short"),
        ({"/a": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf"}, "cut short"),
        ({"/a": answer(gzip.compress(b"a" * 9)[:-9], Content_Encoding="gzip")}, "cut short"),
        ({"/a": answer(b"no gzip", Content_Encoding="gzip")}, "compression is damaged"),
        ({"/a": answer(gzip.compress(b"a") * 2, Content_Encoding="gzip")}, "is damaged"),
        ({"/a": answer(zlib.compress(b"a"), Content_Encoding="deflate")}, "compressed as deflate"),
        ({"/a": answer(b"", Content_Encoding="gzip, gzip")}, "compressed as gzip, gzip"),
        ({"/a": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000}, "as a web server does"),
        ({"/a": b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 99_000}, "as a web server does"),
        ({"/a": b"220 mail.example ESMTP\r\n\r\n"}, "as a web server does"),
        ({"/a": answer("x", Content_Length="-1")}, "as a web server does"),
        ({"/a": answer("x", Content_Length="1, 2")}, "as a web server does"),
        ({"/a": b""}, "hung up"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_reported_in_a_line(
    server: WebServer, pages: dict[str, bytes], why: str
) -> None:
    server.pages.update(pages)
    error = failure(SourceNotReachable, server, "/a")
    assert why in error.detail
    assert error.subject == server.url("/a")


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_a_page_that_is_gone_is_reported_as_gone(server: WebServer, status: str) -> None:
    server.pages["/a"] = answer("none", status)
    assert failure(SourceGone, server, "/a").detail == f"HTTP {status[:3]}"


def endless(server: WebServer) -> Callable[[Asked, Send], None]:
    def send_on(_: Asked, send: Send) -> None:
        send(b"HTTP/1.1 200 OK\r\n\r\n")
        while not server.over.is_set():
            send(b"x" * 10_000)

    return send_on


def test_what_is_too_large_stops_at_the_cap(server: WebServer) -> None:
    server.pages["/endless"] = endless(server)
    server.pages["/large"] = answer(b"x" * 100_001)
    server.pages["/announced"] = answer(b"", Content_Length="999999999999")
    server.pages["/bomb"] = packed(20_000_000)
    server.pages["/most"] = packed(100_000)
    for path in ("/endless", "/large", "/announced", "/bomb"):
        assert "over 0.09537 MB" in failure(SourceTooLarge, server, path).detail
    assert len(fetch(server, "/most").data) == 100_000


def dripping(server: WebServer, before: bytes) -> Callable[[Asked, Send], None]:
    def send_on(_: Asked, send: Send) -> None:
        send(before)
        server.drip(b"x", send)

    return send_on


@pytest.mark.parametrize(
    "before", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"]
)
def test_a_slow_server_is_waited_for_until_the_deadline(server: WebServer, before: bytes) -> None:
    server.pages["/a"] = dripping(server, before)
    error = failure(SourceNotReachable, server, "/a", Limits(total=0.3))
    assert error.detail == "it did not arrive in full within 0.3 s"


def test_the_deadline_is_one_for_all_redirects(server: WebServer) -> None:
    def lead_on(asked: Asked, send: Send) -> None:
        server.over.wait(0.1)
        send(redirect(f"{asked.path}x"))

    server.pages = {"/" + "x" * n: lead_on for n in range(99)}
    error = failure(SourceNotReachable, server, "/", Limits(total=0.4, redirects=98))
    assert error.detail == "it did not arrive in full within 0.4 s"
    assert len(server.asked) <= 5


def test_a_server_that_stalls_is_reported_as_such(server: WebServer) -> None:
    def stall(_: Asked, send: Send) -> None:
        send(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
        server.over.wait()

    server.pages["/a"] = stall
    error = failure(SourceNotReachable, server, "/a", Limits(read=0.1))
    assert error.detail == "nothing came for 0.1 s"


def test_nobody_listens() -> None:
    with serving() as gone:
        address, host = gone.url("/a"), gone.host
    with pytest.raises(SourceNotReachable, match="connection was refused") as caught:
        Fetcher(AllowedHosts.read(host), QUICK).fetch(address)
    bilingual(caught.value)


def test_only_what_changed_is_sent_again(server: WebServer) -> None:
    def once(asked: Asked, send: Send) -> None:
        same = asked.headers.get("if-none-match") == 'W/"1"'
        send(b"HTTP/1.1 304 Not Modified\r\n\r\n" if same else page("New.", ETag='W/"1"'))

    server.pages["/b"] = once
    server.pages["/a"] = redirect("/b")
    fetcher = Fetcher(AllowedHosts.read(server.host), QUICK)
    first = fetcher.fetch(server.url("/a"))
    assert first is not None
    date = "Wed, 01 Jan 2025 00:00:00 GMT"
    known = Validators(server.url("/b"), 'W/"1"', date)
    assert fetcher.fetch(server.url("/a"), known) is None
    hop, last = server.asked[-2:]
    assert "if-none-match" not in hop.headers
    assert last.headers["if-modified-since"] == date
    elsewhere = Validators(server.url("/c"), 'W/"1"', date)
    assert fetcher.fetch(server.url("/a"), elsewhere) == first


def test_private_addresses_and_other_ports_are_for_allowed_hosts_only(server: WebServer) -> None:
    server.pages["/a"] = page("Secret.")
    fetcher = Fetcher(limits=QUICK)
    private = [
        "http://127.0.0.1/a", "http://[::1]/a", "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/a", "http://[64:ff9b::7f00:1]/a", "http://[2002:7f00:1::]/a",
        "http://0.0.0.1/a", "http://localhost/a",
    ]  # fmt: skip
    for address in private:
        with pytest.raises(SourceRefusedAddress, match="private address") as caught:
            fetcher.fetch(address)
        bilingual(caught.value)
    with pytest.raises(SourceRefusedAddress, match="is not a web port") as caught:
        fetcher.fetch(server.url("/a"))
    bilingual(caught.value)
    assert server.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(server: WebServer) -> None:
    network = FakeNetwork(server.port, news_example=[[PUBLIC]], inside_example=[[PRIVATE]])
    for location in ("http://127.0.0.1/b", "http://inside.example/b", "https://[::1]/b"):
        server.pages["/a"] = redirect(location)
        with pytest.raises(SourceRefusedAddress, match="the private address") as caught:
            Fetcher(limits=QUICK, network=network).fetch("http://news.example/a")
        assert bilingual(caught.value).subject == "http://news.example/a"
    assert set(network.connected) == {PUBLIC}
    assert {asked.path for asked in server.asked} == {"/a"}


def test_the_connection_goes_to_the_address_that_was_checked(server: WebServer) -> None:
    server.pages["/a"] = page("News.")
    network = FakeNetwork(server.port, news_example=[[PUBLIC], ["127.0.0.1"]])
    found = Fetcher(limits=QUICK, network=network).fetch("http://news.example/a")
    assert found is not None
    assert (network.resolved, network.connected) == (["news.example"], [PUBLIC])
    assert server.asked[0].headers["host"] == "news.example"


def test_a_name_that_turns_private_on_the_way_is_refused(server: WebServer) -> None:
    server.pages["/a"] = redirect("/b")
    server.pages["/b"] = page("Secret.")
    network = FakeNetwork(server.port, news_example=[[PUBLIC], ["127.0.0.1"]])
    with pytest.raises(SourceRefusedAddress, match=r"leads to the private address 127\.0\.0\.1"):
        Fetcher(limits=QUICK, network=network).fetch("http://news.example/a")
    assert [asked.path for asked in server.asked] == ["/a"]


@pytest.mark.parametrize("answers", [[PRIVATE], [PUBLIC, PRIVATE], [PUBLIC, "fe80::1%eth0"]])
def test_one_private_address_among_a_names_is_enough(server: WebServer, answers: list[str]) -> None:
    network = FakeNetwork(server.port, news_example=[answers])
    with pytest.raises(SourceRefusedAddress, match=r"news\.example leads to the private") as caught:
        Fetcher(limits=QUICK, network=network).fetch("http://news.example/a")
    bilingual(caught.value)
    assert network.connected == []


@pytest.mark.parametrize(
    ("addresses", "tried"),
    [
        ([PUBLIC, OTHER], [PUBLIC, OTHER]),
        (["2a00::1", "2a00::2", "2a00::3", OTHER], ["2a00::1", "2a00::2", OTHER]),
        ([PUBLIC, "2a00::1"], [PUBLIC, "2a00::1"]),
    ],
)  # fmt: skip
def test_other_addresses_of_the_name_are_tried(
    server: WebServer, addresses: list[str], tried: list[str]
) -> None:
    server.pages["/a"] = page("News.")
    network = FakeNetwork(server.port, dead=tried[:-1], news_example=[addresses])
    assert Fetcher(limits=QUICK, network=network).fetch("http://news.example/a") is not None
    assert network.connected == tried


def test_a_name_that_nobody_knows(server: WebServer) -> None:
    network = FakeNetwork(server.port, empty_example=[[]])
    for host in ("nowhere.example", "empty.example"):
        with pytest.raises(SourceNotReachable, match=f"no address was found for {host}") as caught:
            Fetcher(limits=QUICK, network=network).fetch(f"http://{host}/a")
        bilingual(caught.value)


def test_a_resolver_that_does_not_answer_is_left_behind(server: WebServer) -> None:
    network = FakeNetwork(server.port, waits=server.over, news_example=[[PUBLIC]])
    with pytest.raises(SourceNotReachable, match=r"within 0\.1 s") as caught:
        Fetcher(limits=Limits(total=0.1), network=network).fetch("http://news.example/a")
    bilingual(caught.value)


def certificate(folder: Path, name: str) -> Path:
    """A certificate for a name, signed by itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    form = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return file


def test_the_certificate_is_checked_against_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = certificate(tmp_path, "news.example")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(file)
    with serving(tls) as server:
        server.pages["/a"] = page("News.")
        network = FakeNetwork(server.port, news_example=[[PUBLIC]], other_example=[[OTHER]])
        with pytest.raises(SourceNotReachable, match="certificate is not accepted") as caught:
            Fetcher(limits=QUICK, network=network).fetch("https://news.example/a")
        bilingual(caught.value)
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        fetcher = Fetcher(limits=QUICK, network=network)
        assert fetcher.fetch("https://news.example/a") is not None
        assert server.server_name == "news.example"
        with pytest.raises(SourceNotReachable, match="certificate is not accepted"):
            fetcher.fetch("https://other.example/a")
        assert [asked.path for asked in server.asked] == ["/a"]


def test_certificates_that_cannot_be_read_are_a_matter_of_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(SettingsError, match="SSL_CERT_FILE cannot be used"):
        Fetcher(limits=QUICK).fetch("https://news.example/a")


def test_a_server_without_tls_is_reported(server: WebServer) -> None:
    network = FakeNetwork(server.port, news_example=[[PUBLIC]])
    with pytest.raises(SourceNotReachable, match="a secure connection") as caught:
        Fetcher(limits=QUICK, network=network).fetch("https://news.example/a")
    bilingual(caught.value)
