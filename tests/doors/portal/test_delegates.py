"""代わりの人 — invited by code, preparing what the holder sends, never signing (scene 2)."""

from uuid import uuid4

import pytest
from django.test import Client

from kyosai.exchange.messages.delegations import (
    DelegateAcceptance,
    DelegateInvitation,
    DelegationEnd,
    PreparedAnswer,
    PreparedChange,
)
from kyosai.wires.gbizid.fake import FakeGbizId
from tests.doors.portal import fake_core
from tests.doors.portal.test_amendment import EFFECT, TERMS
from tests.doors.portal.test_company import MEMBER, entered

DELEGATION = str(uuid4())
CLIENT = f"/clients/tosanboshi/{DELEGATION}/"
PREPAYMENT = {"months": "12", "first": "earliest", "repeats": "once"}


def shown(client: Client, address: str, view: str, payload: dict[str, object]) -> str:
    waiting = client.get(address)
    fake_core.show({view: payload})
    return client.get(waiting.context["refresh"]["url"]).content.decode()


def sent(kind: str):
    return [each.message for each in fake_core.arrived(kind)]


def test_a_holder_draws_a_code_the_core_knows_by_its_digest_alone(seiki: Client) -> None:
    seiki.post("/mine/delegates/invite/", {"scope": "premiums", "months": "6"})
    page = seiki.get("/mine/delegates/code/")

    (message,) = sent("delegate_invitation")
    assert isinstance(message, DelegateInvitation)
    assert (message.scope, message.months, message.scheme) == ("premiums", 6, "tosanboshi")
    assert page.context["code"] in page.content.decode()
    assert page.context["code"] not in str(message)


def test_the_code_typed_in_any_way_is_the_one_told(seiki: Client) -> None:
    seiki.post("/mine/delegates/invite/", {"scope": "premiums", "months": "6"})
    code = seiki.get("/mine/delegates/code/").context["code"]

    seiki.post("/clients/accept/", {"code": code.lower().replace("-", " ")})

    (message,) = sent("delegate_acceptance")
    assert isinstance(message, DelegateAcceptance)
    assert message.code_digest == sent("delegate_invitation")[0].code_digest
    assert message.name == "見本精機株式会社 試作　進"


@pytest.mark.parametrize("given", ["", "ABC", "ABCD-EFGH-JKL0"])
def test_what_can_be_no_code_is_refused_at_once(seiki: Client, given: str) -> None:
    page = seiki.post("/clients/accept/", {"code": given})

    assert "code" in page.context["form"].errors and not sent("delegate_acceptance")


def test_a_member_of_a_company_cannot_invite(gbizid: FakeGbizId, db: None) -> None:
    member = entered(gbizid, MEMBER)

    page = member.post("/mine/delegates/invite/", {"scope": "premiums", "months": "6"})

    assert "プライムの方が送ります" in page.content.decode()
    assert not sent("delegate_invitation")


def test_a_delegate_prepares_and_only_lays_it_out(seiki: Client) -> None:
    seiki.post(f"{CLIENT}prepayment/", PREPAYMENT)
    page = shown(seiki, f"{CLIENT}prepayment/check/", "client_effect", EFFECT)
    seiki.post(f"{CLIENT}prepayment/send/")
    seiki.post(f"{CLIENT}prepayment/send/")

    (message,) = sent("prepared_change")
    assert isinstance(message, PreparedChange)
    assert (message.delegation, message.change_kind) == (DELEGATION, "prepayment")
    assert "ご本人に承認を頼む" in page
    assert not sent("prepayment")


def test_what_was_answered_for_one_client_is_not_sent_for_another(seiki: Client) -> None:
    seiki.post(f"{CLIENT}prepayment/", PREPAYMENT)

    page = seiki.post(f"/clients/tosanboshi/{uuid4()}/prepayment/send/")

    assert page.status_code == 302 and not sent("prepared_change")


@pytest.mark.parametrize("key", ["loan", "account", "holiday", "claim"])
def test_what_needs_the_clients_signature_leads_there(seiki: Client, key: str) -> None:
    page = seiki.get(f"{CLIENT}{key}/", follow=True)

    assert page.status_code == 403
    assert "この手続きは本人の署名が必要です" in page.content.decode()


def test_a_card_holder_is_no_delegate(hanako: Client) -> None:
    page = hanako.get("/clients/")

    assert page.status_code == 302 and "by=gbizid" in page["Location"]


def test_the_list_shows_clients_with_their_deadlines(seiki: Client) -> None:
    client = {
        "id": DELEGATION, "name": "見本精機株式会社", "scheme": "tosanboshi",
        "contract": "000000017", "scope": "掛金と証明書", "until": "2027-03-31",
        "monthly_premium": 200_000, "submit_by": "2026-10-08T16:00:00+09:00",
        "debit_on": "2026-10-27", "waiting": 1,
    }  # fmt: skip

    page = shown(seiki, "/clients/", "clients", {"clients": [client]})

    assert "2026年10月8日（木）16:00まで" in page and "1件" in page


def test_the_holder_sees_the_effect_and_sends_it(hanako: Client) -> None:
    number = str(uuid4())
    words = {"title": "まとめて払う申込み", "by": "例示 税子"}

    page = shown(hanako, f"/mine/prepared/{number}/", "prepared", EFFECT | words)
    hanako.post(f"/mine/prepared/{number}/answer/", {"answer": "approve"})

    (message,) = sent("prepared_answer")
    assert isinstance(message, PreparedAnswer)
    assert (message.prepared, message.answer) == (number, "approved")
    assert "例示 税子" in page and "承認して送る" in page


def test_the_holder_sees_what_was_done_and_ends_it(hanako: Client) -> None:
    deeds = [{"at": "2026-10-02T09:05:00+09:00", "words": "「まとめて払う申込み」を用意しました。"}]
    delegation = {
        "id": DELEGATION, "name": "例示 税子", "scope": "掛金と証明書", "state": "active",
        "accept_by": "2026-10-15", "until": "2027-03-31", "deeds": deeds,
    }  # fmt: skip

    page = shown(
        hanako, "/mine/delegates/", "delegates", {"delegations": [delegation], "prepared": []}
    )
    hanako.post(f"/mine/delegates/{DELEGATION}/end/")

    (message,) = sent("delegation_end")
    assert isinstance(message, DelegationEnd)
    assert message.delegation == DELEGATION and "を用意しました" in page


def test_a_client_page_offers_what_may_be_prepared(seiki: Client) -> None:
    page = shown(seiki, CLIENT, "client_terms", TERMS)

    assert "まとめて払う（前納）" in page and "お金を借りる" in page
