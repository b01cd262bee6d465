"""A receipt notice is believed only when the tax office signed all that is read."""

import subprocess
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from shutil import which

import pytest
import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kyosai.basis.refusal import Refused
from kyosai.formats.etax import refusals
from kyosai.formats.etax.receipt_notice import Form, ReceiptNotice, read
from tests.formats.etax.office import BORN, NAMESPACE, NOTICE, identity, renewed, signed

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
GOOD = signed()
NS = {"n": NAMESPACE, "d": "http://www.w3.org/2000/09/xmldsig#"}


def notice(content: bytes, *, at: datetime = NOW) -> ReceiptNotice:
    return read(content, certificate=identity("office")[1], checked_at=at)


def changed(change: Callable[[etree._Element], None], content: bytes = GOOD) -> bytes:
    root = etree.fromstring(content)
    change(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def test_a_signed_notice_tells_who_filed_what() -> None:
    assert notice(GOOD) == ReceiptNotice(
        receipt_number="20260310211405000123",
        accepted_at=datetime(2026, 3, 10, 21, 14, 5, tzinfo=timezone(timedelta(hours=9))),
        form=Form.INCOME_TAX_RETURN,
        year=2025,
        name="見本　花子",
        address="東京都架空区見本町１丁目２番３号",
        birthdate=date(1980, 4, 1),
        business_name="見本ベーカリー",
        trade="パン・菓子の製造小売",
        trade_code="retail",
        employees=2,
    )


def test_a_notice_of_opening_without_birthday_and_shop_name_is_read() -> None:
    opening = (
        NOTICE.replace("所得税確定申告", "個人事業の開業届")
        .replace("<Birthdate>1980-04-01</Birthdate>", "")
        .replace("見本ベーカリー", "")
    )

    found = notice(signed(opening))

    assert (found.form, found.birthdate, found.business_name) == (
        Form.OPENING_OF_BUSINESS,
        None,
        "",
    )


@pytest.mark.skipif(which("xmlsec1") is None, reason="xmlsec1 is not installed")
def test_another_program_agrees_with_the_signature(tmp_path: Path) -> None:
    (tmp_path / "notice.xml").write_bytes(GOOD)
    (tmp_path / "office.pem").write_bytes(identity("office")[1])

    subprocess.run(
        ["xmlsec1", "--verify", "--id-attr:id", "ReceiptNotice", "--trusted-pem",
         str(tmp_path / "office.pem"), "--verification-gmt-time", "2026-11-18 12:00:00",
         str(tmp_path / "notice.xml")],
        check=True, capture_output=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"%PDF-1.7", b"<a", b"\xff\xfe\x00", b"\0" * 100, b"<a>" * 60_000,
     b"<a>" + b" " * 300_000 + b"</a>"],
)  # fmt: skip
def test_what_is_no_xml_is_refused(content: bytes) -> None:
    with pytest.raises(refusals.NotXml):
        notice(content)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE ReceiptNotice [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE ReceiptNotice SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        "<!DOCTYPE ReceiptNotice>",
    ],
)
def test_a_doctype_is_refused(doctype: str) -> None:
    head, body = GOOD.split(b"?>", 1)

    with pytest.raises(refusals.HasDoctype):
        notice(head + b"?>" + doctype.encode() + body)


def test_an_entity_that_expands_is_never_expanded() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "x">'
    for level in range(1, 12):
        inner = f"&{chr(96 + level)};" * 10
        bomb += f'<!ENTITY {chr(97 + level)} "{inner}">'

    with pytest.raises(refusals.HasDoctype):
        notice((bomb + "]><r>&l;</r>").encode())


def test_xml_of_another_kind_is_refused() -> None:
    with pytest.raises(refusals.NotANotice):
        notice(b"<html xmlns='http://www.w3.org/1999/xhtml'/>")


def test_a_notice_without_signature_is_refused() -> None:
    with pytest.raises(refusals.NotSigned):
        notice(NOTICE.encode())


def test_another_signer_is_refused() -> None:
    with pytest.raises(refusals.WrongSigner):
        notice(signed(by="stranger"))


def test_a_stranger_who_shows_the_right_certificate_is_refused() -> None:
    def borrow(root: etree._Element) -> None:
        right = etree.fromstring(GOOD).find(".//d:X509Certificate", NS)
        root.find(".//d:X509Certificate", NS).text = right.text

    with pytest.raises(refusals.Tampered):
        notice(changed(borrow, signed(by="stranger")))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("n:Filer/n:Name", "見本　太郎"),
        ("n:Business/n:Employees", "20"),
        ("n:AcceptedAt", "2026-03-11T21:14:05+09:00"),
        ("d:Signature/d:SignatureValue", "AAAA"),
        ("d:Signature/d:SignedInfo/d:Reference/d:DigestValue", "AAAA"),
    ],
)
def test_one_changed_value_is_seen(place: str, text: str) -> None:
    def change(root: etree._Element) -> None:
        root.find(place, NS).text = text

    with pytest.raises(refusals.Tampered):
        notice(changed(change))


def test_a_changed_attribute_is_seen() -> None:
    with pytest.raises(refusals.Tampered):
        notice(changed(lambda root: root.find(".//n:Trade", NS).set("code", "lodging")))


def wrap_in_own_root(root: etree._Element) -> None:
    """Put the signed notice inside a forged one that carries the same id."""
    genuine = etree.fromstring(GOOD)
    signature = genuine.find("d:Signature", NS)
    genuine.remove(signature)
    root.find("n:Filer/n:Name", NS).text = "見本　太郎"
    old = root.find("d:Signature", NS)
    root.remove(old)
    box = etree.SubElement(signature, "{http://www.w3.org/2000/09/xmldsig#}Object")
    box.append(genuine)
    root.append(signature)


def wrap_beside(root: etree._Element) -> None:
    """Leave the signed notice as a child with the id, and forge the root."""
    genuine = etree.fromstring(GOOD)
    root.find("n:Filer/n:Name", NS).text = "見本　太郎"
    root.insert(0, genuine)


def wrap_under_other_id(root: etree._Element) -> None:
    genuine = etree.fromstring(GOOD)
    root.set("id", "RN2")
    root.find("n:Filer/n:Name", NS).text = "見本　太郎"
    root.insert(0, genuine)


def move_signature(root: etree._Element) -> None:
    root.insert(0, root.find("d:Signature", NS))


def hide_signature_deeper(root: etree._Element) -> None:
    root.find("n:Filer", NS).append(root.find("d:Signature", NS))


def second_signature(root: etree._Element) -> None:
    root.append(etree.fromstring(etree.tostring(root.find("d:Signature", NS))))


def same_id_elsewhere(root: etree._Element) -> None:
    root.find("n:Filer", NS).set("Id", "RN1")


def no_id(root: etree._Element) -> None:
    del root.attrib["id"]


def point_elsewhere(root: etree._Element) -> None:
    root.find(".//d:Reference", NS).set("URI", "#other")


def drop_reference(root: etree._Element) -> None:
    info = root.find(".//d:SignedInfo", NS)
    info.remove(root.find(".//d:Reference", NS))


def add_transform(root: etree._Element) -> None:
    transforms = root.find(".//d:Transforms", NS)
    added = etree.SubElement(transforms, f"{{{NS['d']}}}Transform")
    added.set("Algorithm", "http://www.w3.org/TR/1999/REC-xpath-19991116")


@pytest.mark.parametrize(
    "attack",
    [
        wrap_in_own_root, wrap_beside, wrap_under_other_id, move_signature,
        hide_signature_deeper, second_signature, same_id_elsewhere, no_id, point_elsewhere,
        drop_reference, add_transform,
    ],
)  # fmt: skip
def test_a_signature_over_something_else_is_refused(
    attack: Callable[[etree._Element], None],
) -> None:
    with pytest.raises(refusals.Wrapped):
        notice(changed(attack))


@pytest.mark.parametrize(
    "weak",
    [
        {"method": xmlsec.constants.TransformRsaSha1},
        {"digest": xmlsec.constants.TransformSha1},
        {"canonical": xmlsec.constants.TransformExclC14N},
        {"uri": ""},
    ],
)
def test_another_way_of_signing_is_refused(weak: dict[str, object]) -> None:
    with pytest.raises(refusals.Wrapped):
        notice(signed(**weak))


@pytest.mark.parametrize("days", [-1, 1826])
def test_a_certificate_out_of_its_time_is_refused(days: int) -> None:
    with pytest.raises(refusals.CertificateExpired):
        notice(GOOD, at=BORN + timedelta(days=days))


def test_an_earlier_certificate_of_the_same_signer_has_expired() -> None:
    def show_old(root: etree._Element) -> None:
        der = x509.load_pem_x509_certificate(renewed("office", BORN - timedelta(days=1)))
        shown = b64encode(der.public_bytes(serialization.Encoding.DER)).decode()
        root.find(".//d:X509Certificate", NS).text = shown

    with pytest.raises(refusals.CertificateExpired):
        notice(changed(show_old))


def test_a_certificate_that_is_none_is_refused() -> None:
    def show_nothing(root: etree._Element) -> None:
        root.find(".//d:X509Certificate", NS).text = "AAAA"

    with pytest.raises(refusals.WrongSigner):
        notice(changed(show_nothing))


def test_a_notice_from_the_future_is_refused() -> None:
    with pytest.raises(refusals.FromTheFuture):
        notice(GOOD, at=datetime(2026, 3, 10, 12, 14, 4, tzinfo=UTC))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("所得税確定申告", "法人税申告"),
        ("<Year>2025</Year>", "<Year>令和7</Year>"),
        ("<Employees>2</Employees>", "<Employees>-2</Employees>"),
        ("<Employees>2</Employees>", "<Employees>2.5</Employees>"),
        ("<Employees>2</Employees>", ""),
        ("20260310211405000123", "2026-03"),
        ("2026-03-10T21:14:05+09:00", "2026-03-10T21:14:05"),
        ("1980-04-01", "1980-02-30"),
        ("見本　花子", ""),
        ("見本　花子", "見" * 201),
        ("見本　花子", "見本<b>花子</b>"),
        ("見本　花子", "見本<!-- 鈴木 -->花子"),
        ("見本　花子", "見本<?x y?>花子"),
        ('code="retail"', ""),
        ('code="retail"', 'code="RETAIL"'),
        ('code="retail"', 'code="retail" lang="ja"'),
        ('version="1"', 'version="2"'),
        ("<Business>", "<Extra/><Business>"),
    ],
)
def test_a_signed_notice_of_another_shape_is_refused(right: str, wrong: str) -> None:
    assert right in NOTICE

    with pytest.raises(refusals.NotANotice):
        notice(signed(NOTICE.replace(right, wrong)))


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_a_changed_byte_is_refused_or_changes_nothing(place: int, byte: int) -> None:
    content = bytearray(GOOD)
    content[place] = byte

    try:
        found = notice(bytes(content))
    except Refused:
        return
    assert found == notice(GOOD)


@given(st.binary(max_size=500))
def test_any_bytes_at_all_are_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        notice(content)
