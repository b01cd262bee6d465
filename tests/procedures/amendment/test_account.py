from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from kyosai.basis.months import Month
from kyosai.casework import reads as casework
from kyosai.exchange.messages import inbound
from kyosai.procedures.amendment import account, mandate
from kyosai.records.mandates import reads, writes
from kyosai.records.notices import reads as notices
from kyosai.records.parties import reads as parties
from kyosai.schemes.clocks import channels, debit_days
from tests.exchange import samples
from tests.procedures import applications
from tests.procedures.applications import NOW, application, kept, received

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=30)


@dataclass(frozen=True)
class Row:
    """A line of the hub's daily file."""

    customer_no: str
    account_number: str = "1234567"
    request_id: str = "r-1"
    bank_code: str = "9901"
    branch_code: str = "001"
    account_kind: str = "1"
    holder_kana: str = "ﾐﾎﾝ ﾊﾅｺ"
    is_registered: bool = True
    registered_on: date | None = date(2026, 10, 20)


@dataclass(frozen=True)
class Holder:
    """Somebody with a contract, debited from a confirmed account."""

    person: str
    contract: str
    customer_no: str


@pytest.fixture
def holder() -> Holder:
    sent = application()
    outcome = received(sent)
    assert outcome.accepted is not None
    number = sent.mandate.customer_no
    writes.confirm_from_daily_file([Row(number)], at=NOW)
    return Holder(sent.person, outcome.accepted.contract, number)


def change(holder: Holder, **mandate_changes: Any) -> inbound.AccountChange:
    new = applications.mandate(bank_code="9902", bank_name="みほん信用金庫", **mandate_changes)
    return inbound.AccountChange(
        person=holder.person,
        scheme="skk",
        received_at=LATER.isoformat(timespec="milliseconds"),
        receipt="U-00099999-29",
        mandate=new,
    )


def changed(message: inbound.AccountChange) -> str:
    return account.change(kept(message, fetched_at=LATER), at=LATER)


def debited(holder: Holder) -> list[str]:
    return [each.customer_no for each in reads.debitable([holder.contract])]


def newest_notice(holder: Holder) -> str:
    party = parties.of_person(UUID(holder.person))
    assert party is not None
    told = notices.of_party(notices.inbox(party)[0].id, party=party)
    assert told is not None
    return str(told["body"])


def test_the_new_account_is_debited_once_the_daily_file_has_brought_its_number(
    holder: Holder,
) -> None:
    message = change(holder)

    assert changed(message) == "account_changed"
    assert debited(holder) == [holder.customer_no], "until then, the old one"
    writes.confirm_from_daily_file([Row(message.mandate.customer_no)], at=LATER)

    assert debited(holder) == [message.mandate.customer_no]
    assert reads.standing(holder.customer_no).state == "replaced"  # type: ignore[union-attr]


def test_a_daily_file_that_was_quicker_changes_the_account_at_once(holder: Holder) -> None:
    message = change(holder)
    writes.confirm_from_daily_file([Row(message.mandate.customer_no)], at=LATER)

    assert changed(message) == "account_changed"

    assert debited(holder) == [message.mandate.customer_no]


def stands(holder: Holder, state: str, *, words: str) -> None:
    """Let the bank's answer change the holder's mandate."""
    writes.change([writes.Change(holder.customer_no, state, words)], at=LATER)


@pytest.mark.parametrize("standing", ["suspect", "stopped"])
def test_a_new_account_heals_a_mandate_the_bank_refused(holder: Holder, standing: str) -> None:
    stands(holder, standing, words="口座振替契約がありません")
    message = change(holder)

    changed(message)
    writes.confirm_from_daily_file([Row(message.mandate.customer_no)], at=LATER)

    assert debited(holder) == [message.mandate.customer_no]


def test_a_stopped_account_is_not_debited_and_a_suspect_one_is_tried_again(
    holder: Holder,
) -> None:
    stands(holder, "suspect", words="口座振替契約がありません")
    assert debited(holder) == [holder.customer_no]

    stands(holder, "stopped", words="2回続けて口座振替契約がありません")

    assert debited(holder) == []


def test_a_suspect_account_that_pays_is_trusted_again(holder: Holder) -> None:
    stands(holder, "suspect", words="口座振替契約がありません")

    stands(holder, "confirmed", words="引き落とせました")

    assert reads.standing(holder.customer_no).state == "confirmed"  # type: ignore[union-attr]


def test_the_notice_names_the_bank_and_the_first_debit_and_the_mail_does_not(
    holder: Holder,
) -> None:
    changed(change(holder))

    party = parties.of_person(UUID(holder.person))
    assert party is not None
    line = notices.inbox(party)[0]
    told = notices.of_party(line.id, party=party)
    assert told is not None
    assert "みほん信用金庫" in told["body"]
    assert "2026年11月30日（月）の引き落としから" in told["body"]
    assert "みほん信用金庫" not in notices.waiting_mail(10)[-1].body


def test_a_change_received_before_the_cut_off_and_handled_after_it_reaches_the_same_file(
    holder: Holder,
) -> None:
    december = debit_days.cycle(channels.channel("agency", scheme="skk"), month=Month(2026, 12))
    message = replace(
        change(holder),
        mandate=applications.mandate(),
        received_at=(december.submit_by - timedelta(seconds=1)).isoformat(timespec="milliseconds"),
    )
    at = december.submit_by + timedelta(seconds=3)

    account.change(kept(message, fetched_at=at), at=at)

    assert "2026年12月18日（金）の引き落としから" in newest_notice(holder)


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"holder_kana": "ﾍﾞﾂﾉ ﾀﾛｳ"}, "holder_is_holder"),
        ({"status": "PENDING"}, "mandate_registered"),
    ],
)
def test_an_account_that_may_not_be_the_holders_is_looked_at(
    holder: Holder, changes: dict[str, Any], finding: str
) -> None:
    assert changed(change(holder, **changes)) == "at_desk"

    (case,) = casework.queue("contracts", at=LATER)
    found = casework.file(case.number)[1].findings
    assert [row["key"] for row in found if not row["is_well"]] == [finding]
    assert debited(holder) == [holder.customer_no]


def test_a_mandate_of_somebody_else_is_not_taken_over(holder: Holder) -> None:
    other = application(identity=applications.named(birthdate="1979-01-01"))
    received(other)
    stolen = replace(change(holder), mandate=other.mandate)

    assert changed(stolen) == "at_desk"


def test_an_officer_changes_the_account_after_a_look(holder: Holder) -> None:
    message = change(holder, holder_kana="ﾐﾎﾝ ﾊﾅ")
    changed(message)
    (case,) = casework.queue("contracts", at=LATER)

    account.accept(case.number, officer="sato", at=LATER)
    writes.confirm_from_daily_file([Row(message.mandate.customer_no)], at=LATER)

    assert debited(holder) == [message.mandate.customer_no]


def test_not_even_an_officer_takes_over_an_account_of_somebody_else(holder: Holder) -> None:
    other = application(identity=applications.named(birthdate="1979-01-01"))
    theirs = received(other).accepted
    assert theirs is not None
    changed(replace(change(holder), mandate=other.mandate))
    (case,) = casework.queue("contracts", at=LATER)

    with pytest.raises(account.NotTheirs):
        account.accept(case.number, officer="sato", at=LATER)

    assert reads.standing(other.mandate.customer_no).contract == theirs.contract  # type: ignore[union-attr]


def test_not_even_an_officer_changes_to_an_account_nobody_registered(holder: Holder) -> None:
    changed(change(holder, status="PENDING"))
    (case,) = casework.queue("contracts", at=LATER)

    with pytest.raises(account.NotRegistered):
        account.accept(case.number, officer="sato", at=LATER)


def test_an_officer_gives_an_account_back_and_says_what_to_do(holder: Holder) -> None:
    changed(change(holder, holder_kana="ﾍﾞﾂﾉ ﾀﾛｳ"))
    (case,) = casework.queue("contracts", at=LATER)

    account.give_back(
        case.number, officer="sato", reason="名義が違います。", at=LATER + timedelta(days=1)
    )

    party = parties.of_person(UUID(holder.person))
    assert party is not None
    told = notices.of_party(notices.inbox(party)[0].id, party=party)
    assert told is not None and "もう一度登録してください" in told["body"]
    assert debited(holder) == [holder.customer_no]


def test_a_notice_before_the_application_is_completed_by_it() -> None:
    sent = application()
    told = samples.notice(customer_no=sent.mandate.customer_no, status="REGISTERED")
    mandate.note(kept(told), at=NOW)

    outcome = received(sent)

    assert outcome.accepted is not None
    known = reads.account_of(outcome.accepted.contract)
    assert known is not None and known.bank_name == "サンプル銀行"


def test_a_refused_mandate_leaves_nothing_behind() -> None:
    told = samples.notice(status="REFUSED", code="12")

    assert mandate.note(kept(told), at=NOW) is False

    assert reads.standing(told.customer_no) is None


def test_a_late_daily_file_still_finds_its_contract() -> None:
    sent = application()
    outcome = received(sent)
    assert outcome.accepted is not None
    assert list(reads.debitable([outcome.accepted.contract])) == []

    writes.confirm_from_daily_file([Row(sent.mandate.customer_no)], at=LATER)

    (found,) = reads.debitable([outcome.accepted.contract])
    assert (found.account_number, found.holder_kana) == ("1234567", "ﾐﾎﾝ ﾊﾅｺ")


def test_a_daily_file_read_twice_changes_nothing(holder: Holder) -> None:
    again = writes.confirm_from_daily_file([Row(holder.customer_no, "7654321")], at=LATER)

    assert again == []
    (found,) = reads.debitable([holder.contract])
    assert found.account_number == "1234567"
