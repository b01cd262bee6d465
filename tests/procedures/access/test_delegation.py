"""代理 — what somebody else may do for a holder, and what never."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from kyosai.basis.refusal import Malformed
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.amendments import PremiumHoliday
from kyosai.records.access_log import reads as access_log
from kyosai.records.notices import reads as notices
from tests.procedures.access import delegating as told
from tests.procedures.access.delegating import AT, DELEGATE, HOLDER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def party():
    return told.holder()


def test_a_delegate_prepares_and_nothing_changes_until_the_holder_sends_it(party) -> None:
    acting = told.acting()

    status = told.prepare(acting, told.prepayment())
    (waiting,) = told.seen("delegates")["prepared"]
    before = told.seen("prepared", waiting["id"])
    sent = told.answer(waiting["id"], "approved")

    assert (status, sent) == ("noted", "amended")
    assert waiting["by"] == told.NAME and before["prepaid"]["months"] == 12
    assert told.seen("delegates")["prepared"] == []
    assert notices.inbox(party)[0].title == "まとめて払う申込みが終わりました"


def test_a_holder_who_says_no_changes_nothing() -> None:
    told.prepare(told.acting(), told.prepayment())
    (waiting,) = told.seen("delegates")["prepared"]

    said = told.answer(waiting["id"], "declined")
    again = told.answer(waiting["id"], "approved")

    assert (said, again) == ("noted", "noted")
    assert told.seen("prepared", waiting["id"])["answer"] == "declined"
    assert not prepaid()


def prepaid() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM contract_prepayment")
        return bool(cursor.fetchone()[0])


def test_the_list_of_clients_tells_the_deadline_and_the_client_sees_the_look(party) -> None:
    told.acting()

    (client,) = told.seen("clients", person=DELEGATE)["clients"]

    assert client["submit_by"] > AT.isoformat() and client["waiting"] == 0
    look = access_log.at_party(party)[0]
    assert look.role == f"代理人 {told.NAME}"[:40]


def test_a_code_is_good_once_and_for_a_fortnight() -> None:
    told.invite("first")
    told.invite("second")

    taken = told.accept("first")
    again = told.accept("first", person=str(uuid4()))
    late = told.accept("second", at=AT + timedelta(days=15))
    guessed = told.accept("third")

    assert (taken, again, late, guessed) == ("noted", *["code_unknown"] * 3)


def test_nobody_is_a_delegate_of_themselves() -> None:
    told.invite("code")

    assert told.accept("code", person=HOLDER) == "code_unknown"


@pytest.mark.parametrize("kind", ["account_change", "enrolment_application", "loan_request"])
def test_what_needs_the_holders_signature_is_refused_and_written_down(kind: str) -> None:
    acting = told.acting()

    status = told.prepare(acting, told.prepayment(), kind=kind)

    assert status == "failed"
    assert access_log.turned_away(since=AT)[0][1].startswith(kind)
    (delegation,) = told.seen("delegates")["delegations"]
    assert "本人の署名が必要です" in delegation["deeds"][0]["words"]


def test_a_change_outside_the_scope_is_refused() -> None:
    wish = PremiumHoliday(DELEGATE, "tosanboshi", AT.isoformat(), "", "forty_times", 0, "books", ())

    assert told.prepare(told.acting(), wish) == "failed"


def test_a_wish_for_the_other_scheme_is_refused() -> None:
    assert told.prepare(told.acting(), told.prepayment(scheme="skk")) == "failed"


@pytest.mark.parametrize("by", [HOLDER, DELEGATE])
def test_when_either_ends_it_the_delegate_sees_and_does_nothing_more(by: str) -> None:
    acting = told.acting()
    told.end(acting, person=by)

    status = told.prepare(acting, told.prepayment())

    assert status == "failed"
    assert told.seen("clients", person=DELEGATE)["clients"] == []
    assert "終わっています" in told.seen("client_terms", acting, person=DELEGATE)["refused"]
    assert told.seen("delegates")["delegations"][0]["state"] == "ended"


def test_after_its_last_day_a_delegation_is_over() -> None:
    acting = told.acting()

    assert told.prepare(acting, told.prepayment(), at=AT + timedelta(days=200)) == "failed"


def test_a_stranger_ends_answers_and_sees_nothing() -> None:
    acting, stranger = told.acting(), str(uuid4())
    told.prepare(acting, told.prepayment())
    (waiting,) = told.seen("delegates")["prepared"]

    with pytest.raises(Malformed):
        told.end(acting, person=stranger)
    with pytest.raises(Malformed):
        told.answer(waiting["id"], "approved", person=stranger)
    assert told.prepare(acting, told.prepayment(), person=stranger) == "failed"
    assert "refused" in told.seen("client_terms", acting, person=stranger)
    assert told.seen("prepared", waiting["id"], person=stranger) == {"unknown": True}


def test_the_delegate_sees_what_a_change_would_come_to() -> None:
    acting = told.acting()
    content = plain.to_json(told.prepayment()).decode()

    effect = told.seen("client_effect", f"{acting} prepayment {content}", person=DELEGATE)
    loan = told.seen("client_effect", f"{acting} loan_request {content}", person=DELEGATE)

    assert effect["prepaid"]["months"] == 12
    assert "本人の署名が必要です" in loan["refused"]


@pytest.mark.parametrize(
    "table", ["delegation", "delegation_accepted", "delegation_prepared", "delegation_deed"]
)
def test_what_was_given_and_done_cannot_be_rewritten(table: str) -> None:
    told.prepare(told.acting(), told.prepayment())

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
