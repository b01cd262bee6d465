"""受信通知: the good one verifies; each wrong one is wrong in its own way."""

import re

import pytest
import xmlsec
from flask.testing import FlaskClient
from lxml import etree

from outside_world.etax import variants
from outside_world.world import World

NAMESPACES = {"n": "urn:kyosai:receipt-notice:1", "dsig": "http://www.w3.org/2000/09/xmldsig#"}


def download(client: FlaskClient, **asked: str) -> bytes:
    answer = client.get("/etax/receipt", query_string={"person": "hanako"} | asked)
    assert answer.status_code == 200
    return bytes(answer.data)


def is_signed_by(content: bytes, certificate: bytes) -> bool:
    root = etree.fromstring(content)
    signature = root.find("dsig:Signature", NAMESPACES)
    if signature is None:
        return False
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(certificate, xmlsec.constants.KeyDataFormatCertPem)
    xmlsec.tree.add_ids(root, ["id"])
    try:
        context.verify(signature)
    except xmlsec.Error:
        return False
    return True


def text(content: bytes, name: str) -> str:
    found = etree.fromstring(content).findtext(f".//n:{name}", namespaces=NAMESPACES)
    assert found is not None
    return found


def test_the_good_notice_is_signed_by_the_tax_office(client: FlaskClient, world: World) -> None:
    content = download(client)

    assert is_signed_by(content, world.key("etax.crt"))
    assert text(content, "Name") == "見本　花子"
    assert text(content, "Employees") == "2"
    assert re.fullmatch(r"\d{20}", text(content, "ReceiptNumber"))


def test_the_notice_has_the_agreed_shape(client: FlaskClient) -> None:
    root = etree.fromstring(download(client))

    assert [etree.QName(child).localname for child in root] == [
        "ReceiptNumber", "AcceptedAt", "Form", "Year", "Filer", "Business", "Signature",
    ]  # fmt: skip
    assert root.get("version") == "1"
    reference = root.find(".//dsig:Reference", NAMESPACES)
    assert reference is not None
    assert reference.get("URI") == f"#{root.get('id')}"
    assert len(root.findall(".//dsig:X509Certificate", NAMESPACES)) == 1


def test_facts_may_be_filled_in(client: FlaskClient) -> None:
    content = download(
        client, name="自作　人", employees="7", trade="lodging", form="opening", business_name="宿"
    )

    assert [text(content, name) for name in ("Name", "Employees", "Trade", "Form")] == [
        "自作　人", "7", "宿泊業", "個人事業の開業届",
    ]  # fmt: skip


def test_a_notice_lies_in_the_past(client: FlaskClient, world: World) -> None:
    for form in ("return", "opening", "closing"):
        assert text(download(client, form=form), "AcceptedAt") < world.clock.now().isoformat()


@pytest.mark.parametrize("variant", ["tampered", "wrong_signer", "unsigned"])
def test_a_wrong_notice_does_not_verify(client: FlaskClient, world: World, variant: str) -> None:
    assert not is_signed_by(download(client, variant=variant), world.key("etax.crt"))


def test_two_signatures_are_two(client: FlaskClient) -> None:
    root = etree.fromstring(download(client, variant="two_signatures"))

    assert len(root.findall(".//dsig:Signature", NAMESPACES)) == 2


def test_a_wrapped_notice_says_something_else_outside(client: FlaskClient) -> None:
    root = etree.fromstring(download(client, variant="wrapped"))

    names = root.findall(".//n:Name", NAMESPACES)
    assert {name.text for name in names} == {"見本　花子", "別人　太郎"}


def test_every_variant_is_on_the_page(client: FlaskClient) -> None:
    page = client.get("/etax/").text

    assert all(f'value="{variant}"' in page for variant in variants.VARIANTS)


@pytest.mark.parametrize(
    "asked",
    [{"person": "nobody"}, {"variant": "other"}, {"form": "other"}, {"employees": "many"},
     {"trade": "x"}],
)  # fmt: skip
def test_what_cannot_be_read_gives_no_notice(client: FlaskClient, asked: dict[str, str]) -> None:
    answer = client.get("/etax/receipt", query_string={"person": "hanako"} | asked)

    assert answer.status_code == 400
