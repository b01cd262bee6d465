"""電子納税証明書を送る — a good one spares the photograph; a wrong one says what to do, at once."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kyosai.wires.gbizid.fake import FakeGbizId
from tests.doors.portal import enterprise_joining as joining
from tests.doors.portal import fake_core
from tests.doors.portal.test_company import SOLE, entered
from tests.formats.etax import office
from tests.formats.etax.tax_office import OF_COMPANY, OF_PERSON, UNPAID, certificate

OWN = ("見本商事株式会社", "見本精機株式会社")
CHECK = "/tosanboshi/join/check/"


@pytest.fixture(autouse=True)
def signer(settings: Any, tmp_path: Path) -> None:
    """The tax office is the tests' own."""
    path = tmp_path / "etax.crt"
    path.write_bytes(office.identity("office")[1])
    settings.ETAX_CERT_FILE = str(path)


def choose(client: Client) -> None:
    client.post("/tosanboshi/join/registered/", {"seen": "open"})
    client.post("/tosanboshi/join/tax_evidence/", {"kind": "etax_certificate"})


def test_with_a_certificate_no_picture_is_asked_for_and_nobody_is_waited_for(
    seiki: Client,
) -> None:
    xml = certificate(OF_COMPANY, OWN)
    joining.answer_everything_by_data(seiki, xml)

    page, pictures = seiki.get(CHECK).content.decode(), seiki.get("/tosanboshi/join/pictures/")
    joining.send(seiki)

    assert "電子納税証明書のファイル" in page and "nozei.xml" in page
    assert "数分で終わります" in page
    assert pictures["Location"] == "/tosanboshi/join/"
    (arrived,) = fake_core.arrived("enrolment_application")
    assert arrived.message.enterprise.tax_xml
    assert arrived.message.evidence.attachments == ()


def test_with_a_picture_somebody_is_waited_for(seiki: Client) -> None:
    joining.answer_everything(seiki)

    assert "担当者が確かめます" in seiki.get(CHECK).content.decode()


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        pytest.param(b"", "ファイルが空です", id="空"),
        pytest.param(b"%PDF-1.7", "電子納税証明書のファイルではない", id="PDF"),
        pytest.param(office.signed(), "電子納税証明書として読み取れない", id="受信通知"),
        pytest.param(OF_COMPANY.encode(), "電子署名がありません", id="署名なし"),
        pytest.param(certificate(OF_COMPANY, OWN, by="x"), "国税庁のものではありません", id="署名"),
        pytest.param(
            certificate(OF_COMPANY, OWN).replace(b"<Unpaid>0", b"<Unpaid>9"),
            "書きかえられています",
            id="書きかえ",
        ),
        pytest.param(certificate(), "申し込む方の納税証明書を選んでください", id="ほかの会社"),
        pytest.param(
            certificate(OF_COMPANY, OWN, ("2026-10-01<", "2026-06-30<")),
            "3か月より前",
            id="古い",
        ),
        pytest.param(certificate(OF_COMPANY, OWN, UNPAID), "納めてから、新しい証明書", id="未納"),
        pytest.param(certificate(OF_COMPANY, OWN, ("その１", "その３")), "「その1」", id="その3"),
    ],
)
def test_a_wrong_certificate_is_refused_beside_its_field(
    seiki: Client, xml: bytes, words: str
) -> None:
    choose(seiki)

    answered = joining.hand_in(seiki, xml)

    assert answered.status_code == 200
    assert words in answered.content.decode()
    assert "写真で送る方法に変える" in answered.content.decode()
    assert seiki.get(CHECK)["Location"] != CHECK


def test_a_sole_trader_hands_in_their_own(db: object, gbizid: FakeGbizId) -> None:
    client = entered(gbizid, SOLE)
    client.post("/tosanboshi/join/tax_evidence/", {"kind": "etax_certificate"})
    moved = certificate(OF_PERSON, ("１丁目２番３号", "４丁目５番６号"))

    wrong, right = joining.hand_in(client, certificate(OF_PERSON)), joining.hand_in(client, moved)

    assert "住所" in wrong.content.decode() and wrong.status_code == 200
    assert right.status_code == 302


def test_the_page_is_not_opened_by_those_who_send_a_picture(seiki: Client) -> None:
    assert seiki.get("/tosanboshi/join/tax-certificate/")["Location"] == "/tosanboshi/join/"
