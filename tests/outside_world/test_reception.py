"""控除証明書の受付: the good one is taken once; each wrong one is refused by its own code."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from flask.testing import FlaskClient
from lxml import etree

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.formats.etax import letters
from kyosai.formats.etax.premium_certificate import PremiumCertificate, written
from kyosai.formats.etax.signing import Signer
from kyosai.sites.workshop import officials
from outside_world.reception import trust
from outside_world.world import World

K = "{http://xml.e-tax.nta.go.jp/XSD/kyotsu}"
GOOD = PremiumCertificate(
    code="D-00000001-95",
    year=2026,
    name="見本　花子",
    address="東京都架空区見本町１丁目２番３号",
    contract="000000195",
    paid=Yen(630_000),
    paid_until=Month(2026, 9),
    planned=Yen(210_000),
    planned_from=Month(2026, 10),
    planned_until=Month(2026, 12),
    total=Yen(840_000),
    discounts=Yen(0),
    formed_on=date(2013, 4, 1),
    monthly_premium=Yen(70_000),
    payment_class="毎月払い",
    issued_on=date(2026, 11, 16),
    issuer="独立行政法人 中小企業基盤整備機構",
)
Change = Callable[[etree._Element], object]


def ours(world: World) -> Signer:
    return Signer(world.key("certificate_signer.key"), world.key("certificate_signer.crt"))


def certificate(world: World, **changes: object) -> bytes:
    return written(replace(GOOD, **changes), signer=ours(world))  # type: ignore[arg-type]


def answer(client: FlaskClient, content: bytes) -> list[str]:
    """Return the codes a certificate is refused with; none for one that is received."""
    told = client.post("/etax/deduction/api", data=content).get_json()
    assert bool(told["receipt"]) is not bool(told["faults"])
    return [fault["code"] for fault in told["faults"]]


def changed(content: bytes, change: Change, *, signer: Signer | None = None) -> bytes:
    """Change a document after it was signed, and sign it again where somebody does."""
    root = etree.fromstring(content)
    change(root)
    if signer is not None:
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.from_memory(signer.key, xmlsec.constants.KeyDataFormatPem)
        xmlsec.tree.add_ids(root, ["id"])
        context.sign(root[-1])
    return bytes(etree.tostring(root))


def say(path: str, words: str) -> Change:
    def change(root: etree._Element) -> None:
        found = root.find(path)
        assert found is not None
        found.text = words

    return change


def test_the_good_one_is_received_once(client: FlaskClient, world: World) -> None:
    good = certificate(world)

    first, second = answer(client, good), answer(client, good)

    assert (first, second) == ([], ["R12"])


def test_a_person_hands_it_in_as_a_file(client: FlaskClient, world: World) -> None:
    file = {"certificate": (BytesIO(certificate(world)), "kojo.xml")}

    page = client.post("/etax/deduction/", data=file)

    assert page.status_code == 200
    assert "840,000円" in page.text


G = "{http://xml.e-tax.nta.go.jp/XSD/general}"
TOTAL = say(f"{K}WPI00000", "940000")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(TOTAL, "R07", id="署名のあとで合計を書きかえた"),
        pytest.param(lambda root: root.append(deepcopy(root[-1])), "R03", id="署名が二つ"),
        pytest.param(lambda root: root.remove(root[-1]), "R03", id="署名がない"),
        pytest.param(lambda root: root[-1].attrib.pop("Id"), "R03", id="署名のIdがない"),
        pytest.param(say(f"{K}WPC00000", "𩸽"), "R03", id="使えない文字"),
        pytest.param(say(f"{K}WPC00000", "ﾐﾎﾝ"), "R03", id="半角カナ"),
        pytest.param(say(f"{K}WPE00000", "1" * 16), "R03", id="長すぎる番号"),
        pytest.param(lambda root: root.set("VR", "2.0"), "R03", id="ほかの版"),
        pytest.param(lambda root: root.set("id", "ELSE"), "R05", id="ほかのところへの署名"),
    ],
)
def test_changed_after_signing(
    client: FlaskClient, world: World, change: Change, code: str
) -> None:
    assert answer(client, changed(certificate(world), change)) == [code]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(TOTAL, "R14", id="合計が合わない"),
        pytest.param(say(f"{K}WPF00000/{G}yy", "7"), "HCD6174E", id="証明年分と払込年分が違う"),
        pytest.param(say(f"{K}WPA00000/{G}era", "3"), "HCD6143E", id="元号が違う"),
        pytest.param(say(f"{K}WPH00000/{K}WPH00010", "12"), "", id="予定が12月だけ"),
        pytest.param(say(f"{K}WPH00000/{K}WPH00020", "9"), "HCD6171E", id="予定の月が逆"),
        pytest.param(say(f"{K}WPN00000/{G}dd", "31"), "HCD6163E", id="11月31日"),
        pytest.param(say(f"{K}WPK00000/{K}WPK00010/{G}yy", "32"), "HCD6163E", id="平成32年"),
        pytest.param(say(f"{K}WPN00000/{G}yy", "9"), "R15", id="証明日が先の日"),
        pytest.param(
            lambda root: root[-1][0][1].set("Algorithm", f"{root[-1].nsmap['dsig']}rsa-sha1"),
            "R06",
            id="SHA-1",
        ),
    ],
)
def test_signed_rightly_over_something_wrong(
    client: FlaskClient, world: World, change: Change, code: str
) -> None:
    content = changed(certificate(world), change, signer=ours(world))

    assert answer(client, content) == ([code] if code else [])


def test_a_moved_copy_with_the_same_id_does_not_cover_what_is_read(
    client: FlaskClient, world: World
) -> None:
    def wrap(root: etree._Element) -> None:
        moved = deepcopy(root)
        moved.remove(moved[-1])
        root[-1][2].append(moved)
        TOTAL(root)

    assert answer(client, changed(certificate(world), wrap)) == ["R05"]


def test_an_outside_entity_is_not_fetched(client: FlaskClient, world: World) -> None:
    document_type = b'<!DOCTYPE TEG850 [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    content = certificate(world).replace(b"<TEG850", document_type + b"<TEG850", 1)

    assert answer(client, content) == ["R02"]


def test_another_authority_is_not_believed(client: FlaskClient, world: World) -> None:
    made = officials.made(world.clock.now())
    stranger = Signer(made["certificate_signer.key"], made["certificate_signer.crt"])

    assert answer(client, written(GOOD, signer=stranger)) == ["R09"]


@pytest.mark.parametrize(
    ("days", "may_sign", "code"),
    [
        pytest.param(-1, True, "R10", id="期限切れ"),
        pytest.param(30, False, "R11", id="署名に使えない"),
    ],
)
def test_a_signer_out_of_time_or_not_meant_for_signing(
    client: FlaskClient, world: World, days: int, may_sign: bool, code: str
) -> None:
    signer = issued(world, until=world.clock.now() + timedelta(days=days), may_sign=may_sign)

    assert answer(client, written(GOOD, signer=signer)) == [code]


def test_a_revoked_signer_is_refused(client: FlaskClient, world: World) -> None:
    trust.revoke(x509.load_pem_x509_certificate(world.key("certificate_signer.crt")), world)

    assert answer(client, certificate(world)) == ["R13"]


def test_a_name_goes_in_its_reduced_form(client: FlaskClient, world: World) -> None:
    name = letters.reduced("𠮷田　ﾀﾞｲｽｹ")

    assert name == "吉田　ダイスケ"
    assert answer(client, certificate(world, name=name)) == []


def issued(world: World, *, until: datetime, may_sign: bool) -> Signer:
    """Return a signer of the known authority, with another certificate."""
    authority = x509.load_pem_x509_certificate(world.key("official_ca.crt"))
    key = serialization.load_pem_private_key(world.key("official_ca.key"), None)
    known = x509.load_pem_x509_certificate(world.key("certificate_signer.crt"))
    usage = x509.KeyUsage(
        digital_signature=may_sign, content_commitment=False, key_encipherment=not may_sign,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(known.subject)
        .issuer_name(authority.subject)
        .public_key(known.public_key())
        .serial_number(7)
        .not_valid_before(until - timedelta(days=400))
        .not_valid_after(until)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())  # type: ignore[arg-type]
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    return Signer(world.key("certificate_signer.key"), pem)
