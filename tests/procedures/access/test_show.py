import json
import time
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from nacl.public import PrivateKey

from kyosai.exchange import envelope
from kyosai.exchange.messages import inbound
from kyosai.procedures.access import show
from kyosai.procedures.certification import issue
from kyosai.procedures.enrolment import decide
from kyosai.procedures.enrolment.evidence import pictures
from kyosai.procedures.enrolment.receive import Outcome
from kyosai.records.access_log import writes as access_log
from kyosai.records.contracts import writes as contracts
from kyosai.records.paid_before import writes as paid_before
from kyosai.records.parties import reads as parties
from tests.procedures.applications import NOW, application, kept, received

pytestmark = pytest.mark.django_db

KEY = PrivateKey.generate()


@dataclass(frozen=True)
class Member:
    """Somebody who has just joined."""

    person: str
    outcome: Outcome

    @property
    def party(self) -> UUID:
        found = parties.of_person(UUID(self.person))
        assert found is not None
        return found

    @property
    def certificate(self) -> str:
        assert self.outcome.accepted is not None
        return self.outcome.accepted.certificate


@pytest.fixture
def member() -> Member:
    sent = application()
    return Member(sent.person, received(sent))


def seen(view: Any, *, person: str, argument: str = "") -> dict[str, Any]:
    """Ask as the portal asks, and open the answer as the session opens it."""
    request = inbound.ViewRequest(
        view=view,
        person=person,
        argument=argument,
        reply_key=b64encode(bytes(KEY.public_key)).decode(),
        asked_at=NOW.isoformat(),
    )
    number = kept(request)
    show.show(number, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT convert_from(body, 'utf8') FROM exchange_outgoing WHERE kind = 'view'"
        )
        views = [json.loads(body) for (body,) in cursor.fetchall()]
    (mine,) = [each for each in views if each["to"] == number]
    payload: dict[str, Any] = json.loads(envelope.unseal(b64decode(mine["sealed"]), bytes(KEY)))
    return payload


def test_a_position_shows_contract_premiums_account_and_notices(member: Member) -> None:
    shown = seen("position", person=member.person)

    assert shown["person"] == {"name": "見本 花子"}
    (contract,) = shown["contracts"]
    assert contract["formed_on"] == "2026-10-20"
    assert contract["first_debit_on"] == "2026-11-18"
    assert contract["account"]["bank"] == "サンプル銀行"
    assert [row["month"] for row in contract["premiums"]] == ["2026-10", "2026-11"]
    assert [line["read"] for line in shown["notices"]] == [False]


def test_the_year_takes_what_is_debited_this_year_and_no_more(member: Member) -> None:
    (contract,) = seen("position", person=member.person)["contracts"]

    assert contract["year_deduction"] == {
        "year": 2026,
        "yen": 30_000,
        "lines": ["2026年11月18日（水） 20,000円（予定）", "2026年12月18日（金） 10,000円（予定）"],
    }


def test_while_an_account_is_stopped_no_later_debit_is_foretold(member: Member) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE mandate SET state = 'stopped', account_sealed = '', confirmed_on = %s",
            [NOW.date()],
        )

    (contract,) = seen("position", person=member.person)["contracts"]

    assert contract["year_deduction"]["lines"] == ["2026年11月18日（水） 20,000円（予定）"]


def test_nothing_paid_is_worth_nothing_today(member: Member) -> None:
    (contract,) = seen("position", person=member.person)["contracts"]

    worth = contract["benefit_today"]
    assert [worth[name] for name in ("a", "b", "jun", "cancellation")] == [0, 0, 0, 0]
    assert "基本額" in worth["words"]


def test_what_was_paid_before_the_contract_came_here_counts(member: Member) -> None:
    """240か月×10,000円：共済金A 2,786,400円、共済金B 2,658,800円（施行令別表第一）."""
    assert member.outcome.accepted is not None
    paid_before.take_over([(member.outcome.accepted.contract, date(2006, 10, 1), 10_000, 240)])

    (contract,) = seen("position", person=member.person)["contracts"]

    assert contract["paid_so_far"] == {"months": 240, "yen": 2_400_000}
    assert contract["benefit_today"]["a"] == 2_786_400
    assert contract["benefit_today"]["b"] == 2_658_800


def test_somebody_unknown_sees_an_empty_page() -> None:
    shown = seen("position", person=str(uuid4()))

    assert (shown["contracts"], shown["filings"], shown["notices"]) == ([], [], [])


def test_a_filing_at_the_desk_shows_its_promise() -> None:
    sent = application()
    received(sent, evidence=pictures())

    (filing,) = seen("position", person=sent.person)["filings"]

    assert (filing["receipt"], filing["state"]) == (sent.receipt, "at_desk")
    assert filing["promised"] == "2026-10-23T08:00:00+00:00"
    assert filing["state_words"] == "担当者が確認しています"


def test_a_refused_filing_shows_why_and_how_to_complain() -> None:
    sent = application()
    outcome = received(sent, evidence=pictures())
    decide.propose_refusal(
        outcome.case, officer="sato", ground="法3条1項", reason="会社員の方です。", at=NOW
    )
    decide.refuse(outcome.case, officer="suzuki", at=NOW)

    (filing,) = seen("position", person=sent.person)["filings"]

    assert (filing["state"], filing["reason"]) == ("refused", "会社員の方です。")
    assert "苦情・審査の窓口" in filing["complain"]


def test_reading_a_notice_marks_it_read(member: Member) -> None:
    (line,) = seen("position", person=member.person)["notices"]

    shown = seen("notice", person=member.person, argument=line["id"])

    assert shown["title"] == "契約が成立しました"
    assert shown["actions"][0]["label"] == "契約締結証書を見る"
    (again,) = seen("position", person=member.person)["notices"]
    assert again["read"] is True


def test_a_notice_of_somebody_else_is_unknown_and_stays_unread(member: Member) -> None:
    (line,) = seen("position", person=member.person)["notices"]
    other = application()
    received(other)

    assert seen("notice", person=other.person, argument=line["id"]) == {"unknown": True}

    (again,) = seen("position", person=member.person)["notices"]
    assert again["read"] is False


@pytest.mark.parametrize("argument", ["", "not-a-number", "../../etc/passwd"])
def test_a_strange_argument_is_unknown(member: Member, argument: str) -> None:
    assert seen("notice", person=member.person, argument=argument) == {"unknown": True}
    assert seen("document", person=member.person, argument=argument) == {"unknown": True}


def test_a_certificate_is_handed_to_its_holder_only(member: Member) -> None:
    issue.certificate(member.certificate, at=NOW)
    other = application()
    received(other)

    shown = seen("document", person=member.person, argument=member.certificate)

    assert b64decode(shown["content"]).startswith(b"%PDF-")
    assert shown["media"] == "application/pdf"
    assert seen("document", person=other.person, argument=member.certificate) == {"unknown": True}


def test_anybody_may_ask_whether_a_certificate_is_ours(member: Member) -> None:
    assert seen("certificate", person="", argument=member.certificate) == {
        "valid": True,
        "number": member.certificate,
        "formed_on": "2026-10-20",
        "state": "有効",
    }


def test_a_certificate_of_a_contract_that_ended_says_so(member: Member) -> None:
    assert member.outcome.accepted is not None
    contracts.end(member.outcome.accepted.contract, on=date(2027, 3, 31), cause="by_holder")

    assert seen("certificate", person="", argument=member.certificate)["state"] == "終了"


@pytest.mark.parametrize("number", ["S-99999999-08", "S-00000001-00", "見本", ""])
def test_a_number_that_is_not_ours_is_not_valid(number: str) -> None:
    assert seen("certificate", person="", argument=number) == {"valid": False}


def test_who_looked_names_the_desk_and_never_the_officer(member: Member) -> None:
    access_log.note_look(
        officer="sato",
        role="契約担当",
        party=member.party,
        what="口座番号",
        why="申込みの確認",
        at=NOW + timedelta(hours=1),
    )

    shown = seen("who_looked", person=member.person)

    (look,) = shown["looks"]
    assert (look["who"], look["what"], look["why"]) == ("契約担当", "口座番号", "申込みの確認")
    assert "sato" not in json.dumps(shown)


def test_a_position_takes_few_queries_and_little_time(member: Member) -> None:
    seen("position", person=member.person)

    with CaptureQueriesContext(connection) as queries:
        began = time.perf_counter()
        seen("position", person=member.person)
        took = time.perf_counter() - began

    assert len(queries) <= 24, "keeping and reading back included"
    assert took < 0.5
