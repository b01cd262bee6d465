"""いやな入力 — every form, address and cookie gets something broken; nobody gets a 500."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kyosai.doors.portal.enrolment.personal import PERSONAL
from kyosai.doors.portal.enrolment.way import Elsewhere
from tests.doors.portal import fake_core, joining

HOSTILE = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\ufffd",
    "9" * 5_000,
    "-1",
    "1e9",
    "１" * 300,
    "٣٤",
    "²",
    "NaN",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "{{ 7*7 }}",
    "../../etc/passwd",
    "\u202eabc",
    "あ" * 100_000,
    "[]",
    "null",
    "%00",
)
FORMS = [question.key for question in PERSONAL.questions if question.form is not Elsewhere]
ADDRESSES = (
    "/check/?capacity={}", "/check/?capacity=sole_proprietor&trade={}",
    "/check/?capacity=sole_proprietor&trade=retail&employees={}", "/check/?{}=x",
    "/estimate/?premium={}", "/estimate/?premium=1000&income={}", "/planner/?premium={}",
    "/sign-in/?next={}", "/sign-in/return/?code={}&state={}", "/mine/?asked={}&turn={}",
    "/sign-in/?next=/&by={}", "/sign-in/gbizid/return/?code={}&state={}", "/tosanboshi/?{}=x",
    "/certificate/?asked={}&turn={}", "/bank/return/?request_id={}&mandate_id={}&status={}",
    "/join/check/?from={}", "/join/{}/", "/mine/receipts/{}/", "/mine/documents/{}/",
    "/notices/{}/", "/bank/result/{}/", "/{}",
)  # fmt: skip


def _shown(text: str) -> str:
    from urllib.parse import quote

    return quote(text[:2_000].encode("utf-8", "surrogatepass"), safe="")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_no_address_breaks_the_portal(hanako: Client, text: str) -> None:
    for address in ADDRESSES:
        answer = hanako.get(address.replace("{}", _shown(text)))
        assert answer.status_code < 500, address
        assert "<script>alert" not in answer.content.decode(errors="replace")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_no_address_breaks_the_portal_for_a_company(seiki: Client, text: str) -> None:
    for address in ADDRESSES:
        answer = seiki.get(address.replace("{}", _shown(text)))
        assert answer.status_code < 500, address
        assert "<script>alert" not in answer.content.decode(errors="replace")
    sent = text.encode("utf-8", "surrogatepass").decode("latin-1")
    assert seiki.post("/sign-out/", {"next": sent, "by": sent}).status_code < 500


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_no_answer_breaks_a_question(hanako: Client, text: str) -> None:
    sent = text.encode("utf-8", "surrogatepass").decode("latin-1")
    for key in ("kana", "capacity"):
        hanako.post(f"/join/{key}/", joining.ANSWERS[key])
    for key in FORMS:
        fields = PERSONAL.find(key).form.base_fields
        given = {name: sent for name in fields} | {
            f"{name}_{part}": sent for name in fields for part in ("era", "y", "m", "d")
        }
        answer = hanako.post(f"/join/{key}/", given)
        assert answer.status_code < 500, key
    assert hanako.post("/certificate/", {"number": sent}).status_code < 500
    assert hanako.post("/join/check/", {"agree": sent, "promised": sent}).status_code < 500
    assert hanako.post("/change-account/", {"kana": sent}).status_code < 500


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "ファイルが空です"),
        (b"PK\x03\x04", "受信通知のファイルではない"),
        (b"%PDF-1.7", "受信通知のファイルではない"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "受信通知のファイルではない"),
        (b"<html><body/></html>", "受信通知のファイルではない"),
        (b"<x>" + b"a" * 300_000, "大きすぎます"),
        (b"\x00\x01", "受信通知のファイルではない"),
    ],
)
def test_what_cannot_be_a_receipt_is_refused_in_plain_words(
    hanako: Client, content: bytes, words: str
) -> None:
    for key in ("kana", "capacity", "own_evidence"):
        hanako.post(f"/join/{key}/", joining.ANSWERS[key])

    answer = hanako.post("/join/receipt-file/", {"receipt": SimpleUploadedFile("a.xml", content)})

    assert words in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["", "a" * 300, "../../x.jpg", "a\x00.jpg", "\u202egpj.exe", "<b>.jpg", "\ud800.jpg"]
)
def test_odd_file_names_are_only_names(hanako: Client, name: str) -> None:
    hanako.post("/join/capacity/", joining.ANSWERS["capacity"])
    hanako.post("/join/own_evidence/", {"kind": "pictures"})
    file = SimpleUploadedFile("x.jpg", b"\xff\xd8\xff0")
    file.name = name.encode("utf-8", "replace").decode() or "x"

    answer = hanako.post("/join/pictures/", {"picture": file})

    assert answer.status_code < 500
    for each in fake_core.arrived("attachment"):
        assert "/" not in each.message.filename and len(each.message.filename) <= 80


def test_a_file_that_is_too_large_is_refused_with_its_size(hanako: Client) -> None:
    hanako.post("/join/capacity/", joining.ANSWERS["capacity"])
    hanako.post("/join/own_evidence/", {"kind": "pictures"})
    file = SimpleUploadedFile("big.jpg", b"\xff\xd8\xff" + bytes(50 * 1024 * 1024))

    page = hanako.post("/join/pictures/", {"picture": file}).content.decode()

    assert "50.0MB" in page and "10MBまで" in page
    assert not fake_core.arrived("attachment")


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_a_strange_method_is_refused_in_plain_words(hanako: Client, method: str) -> None:
    for address in ("/", "/check/", "/join/kana/", "/join/check/", "/mine/", "/sign-out/"):
        answer = getattr(hanako, method)(address)
        assert answer.status_code == 405
        assert "この開き方はできません" in answer.content.decode()


@pytest.mark.parametrize(("method", "address"), [("get", "/?x=%00"), ("patch", "/terms/")])
def test_a_refusal_at_the_gate_has_safe_headers_too(
    client: Client, db: object, method: str, address: str
) -> None:
    answer = client.generic(method.upper(), address)

    assert answer.status_code in (400, 405)
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")


def test_forms_lead_to_the_portal_sign_ins_and_the_hub_alone(client: Client, db: object) -> None:
    policy = client.get("/sign-in/")["Content-Security-Policy"]

    (allowed,) = [part.split() for part in policy.split("; ") if part.startswith("form-action")]
    partners = (settings.DAA_ISSUER, settings.GBIZID_ISSUER, settings.HUB_URL)
    origins = {"{0.scheme}://{0.netloc}".format(urlsplit(each)) for each in partners}
    assert set(allowed) == {"form-action", "'self'", *origins}


@pytest.mark.parametrize("cookie", ["kyosai", "csrftoken", "kyosai_keys", "kyosai_reply"])
@pytest.mark.parametrize("value", ['"a\\000aaaaaaa"', "a" * 4_000, "é", '"\\377"', "{}"])
def test_a_broken_cookie_is_no_defect(client: Client, db: object, cookie: str, value: str) -> None:
    answer = client.get("/mine/", headers={"cookie": f"{cookie}={value}"})

    assert answer.status_code < 500


@pytest.mark.parametrize("charset", ["utf-16", "shift_jis", "x", ""])
def test_another_encoding_than_ours_is_refused_in_plain_words(hanako: Client, charset: str) -> None:
    answer = hanako.get("/check/?x=1", headers={"content-type": f"text/plain; charset={charset}"})

    assert answer.status_code == 400
    assert "読めませんでした" in answer.content.decode()


@pytest.mark.parametrize("procedure", ["xyz", "identity", "enrolment-2"])
def test_a_procedure_without_an_account_has_no_result(hanako: Client, procedure: str) -> None:
    assert hanako.post(f"/bank/result/{procedure}/").status_code == 404


def test_a_thousand_and_one_fields_are_refused_in_plain_words(hanako: Client) -> None:
    answer = hanako.post("/join/kana/", {f"f{n}": "x" for n in range(1_001)})

    assert answer.status_code == 400
    assert "読めませんでした" in answer.content.decode()


def test_a_form_without_its_token_is_explained(db: object) -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/begin/")

    assert answer.status_code == 403
    assert "画面の有効期限が切れました" in answer.content.decode()
