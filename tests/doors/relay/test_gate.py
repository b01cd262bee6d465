import datetime
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from kyosai.doors.relay.listener import Relay
from kyosai.wires.failure import Unreachable
from kyosai.wires.relay.line import Line

CALL = b"POST /elsewhere HTTP/1.1\r\nHost: relay\r\nContent-Length: 2\r\n\r\n{}"


@pytest.fixture
def relay(state: Path) -> Iterator[Relay]:
    """A relay that takes calls; no database stands behind it, since none is asked."""
    listening = Relay("127.0.0.1", 0)
    thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield listening
    listening.shutdown()
    listening.server_close()
    thread.join(timeout=5)


def client() -> ssl.SSLContext:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    tls.check_hostname = False
    tls.load_verify_locations(settings.KEYS.path("relay.crt"))
    return tls


def answer(relay: Relay, tls: ssl.SSLContext) -> bytes:
    """Return the first bytes the relay says to a caller, or nothing."""
    with socket.create_connection(relay.server_address, timeout=5) as plain:
        try:
            with tls.wrap_socket(plain) as line:
                line.sendall(CALL)
                return line.recv(100)
        except (ssl.SSLError, OSError):
            return b""


def certificate(folder: Path, *, issuer: str = "", name: str = "kyosai workshop courier") -> Path:
    """Make a certificate and key in one file, self-signed or signed with another's key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signing_key, issuer_name = key, subject
    if issuer:
        signing_key = serialization.load_pem_private_key(settings.KEYS[f"{issuer}.key"], None)
        issuer_name = x509.load_pem_x509_certificate(settings.KEYS[f"{issuer}.crt"]).subject
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(signing_key, hashes.SHA256())
    )
    path = folder / "other.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


def test_the_courier_is_answered(relay: Relay) -> None:
    tls = client()
    tls.load_cert_chain(settings.KEYS.path("courier.crt"), settings.KEYS.path("courier.key"))

    assert answer(relay, tls).startswith(b"HTTP/1.1 404")


def test_a_caller_without_a_certificate_hears_nothing(relay: Relay) -> None:
    assert answer(relay, client()) == b""


def test_a_caller_with_the_couriers_name_on_another_certificate_hears_nothing(
    relay: Relay, tmp_path: Path
) -> None:
    tls = client()
    tls.load_cert_chain(certificate(tmp_path))

    assert answer(relay, tls) == b""


def test_a_caller_with_another_certificate_of_the_same_issuer_hears_nothing(
    relay: Relay, tmp_path: Path
) -> None:
    tls = client()
    tls.load_cert_chain(certificate(tmp_path, issuer="courier", name="another"))

    assert answer(relay, tls) == b""


def test_the_pin_alone_keeps_out_whom_the_chain_would_let_in(relay: Relay, tmp_path: Path) -> None:
    other = certificate(tmp_path, name="another")
    relay.tls.load_verify_locations(other)  # As if a chain of trust led to it.
    tls = client()
    tls.load_cert_chain(other)

    assert answer(relay, tls) == b""


def test_an_older_tls_is_refused(relay: Relay) -> None:
    tls = client()
    tls.load_cert_chain(settings.KEYS.path("courier.crt"), settings.KEYS.path("courier.key"))
    tls.minimum_version = tls.maximum_version = ssl.TLSVersion.TLSv1_2

    assert answer(relay, tls) == b""


def test_plain_words_are_not_answered(relay: Relay) -> None:
    with socket.create_connection(relay.server_address, timeout=5) as plain:
        plain.sendall(CALL)

        try:
            said = plain.recv(100)
        except ConnectionResetError:
            said = b""
    assert b"HTTP" not in said


@pytest.mark.parametrize("chain_leads_to_it", [False, True])
def test_the_courier_does_not_speak_to_another_relay(relay: Relay, chain_leads_to_it: bool) -> None:
    line = Line(
        "127.0.0.1",
        relay.server_address[1],
        certificate=settings.KEYS.path("courier.crt"),
        key=settings.KEYS.path("courier.key"),
        relay_certificate=settings.KEYS.path("courier.crt"),
    )
    if chain_leads_to_it:
        line._tls.load_verify_locations(settings.KEYS.path("relay.crt"))

    with pytest.raises(Unreachable):
        line._call("/elsewhere", {}, 0)


def test_a_caller_who_never_shakes_hands_holds_nobody_up(relay: Relay) -> None:
    tls = client()
    tls.load_cert_chain(settings.KEYS.path("courier.crt"), settings.KEYS.path("courier.key"))
    silent = [socket.create_connection(relay.server_address, timeout=5) for _ in range(20)]

    assert answer(relay, tls).startswith(b"HTTP/1.1 404")
    for each in silent:
        each.close()
