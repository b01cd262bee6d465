"""個人番号の金庫 — what comes out, for whom, and what is written down either way."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from kyosai.casework import actions as casework
from kyosai.casework.actions import Line, Opening
from kyosai.casework.flow import Flow, Step
from kyosai.doors import today
from kyosai.exchange import envelope
from kyosai.records.access_log import reads as access_log
from kyosai.records.my_numbers import reads, writes
from kyosai.records.my_numbers.reads import NotOpened
from kyosai.records.officers import writes as officers
from kyosai.records.parties import reads as parties
from tests.procedures.applications import NOW, application, received

pytestmark = pytest.mark.django_db
NUMBER = "123456789018"


def case_about(party: UUID, flow: str = "skk.benefit") -> str:
    """Open a case of some flow about somebody."""
    made = Flow(name=flow, title=flow, steps=(Step("examine", "審査", desk="benefits"),))
    return casework.open(
        Opening(
            number=casework.new_number(), flow=made, step="examine", subject=party,
            receipt=uuid4().hex, received_at=NOW, opened_on=NOW.date(), due_at=NOW, at=NOW,
            lines=[Line("examine", "received")],
        )
    )  # fmt: skip


@pytest.fixture
def party() -> UUID:
    """A holder whose number is in the vault."""
    sent = application()
    received(sent)
    found = parties.of_person(UUID(sent.person))
    assert found is not None
    sealed = envelope.seal(f"{sent.person}:{NUMBER}".encode(), settings.KEYS["my_numbers_box.pub"])
    writes.keep(found, bound_to=sent.person, sealed=sealed, case=case_about(found), at=NOW)
    return found


@pytest.fixture
def staff() -> None:
    for name, duty in (("yomi", "benefit_examiner"), ("kessai", "benefit_approver")):
        officers.appoint(name, display_name=name, duty=duty, password="Kaki-no-ki-ga-3-bon")


@pytest.fixture
def opened(party: UUID, staff: None) -> Callable[..., str]:
    """Ask for the number as it ought to be asked for, but for what a test says."""

    def asked(**otherwise: Any) -> str:
        rightly = {
            "purpose": "retirement_slip", "officer": "yomi", "role": "給付の審査",
            "case": case_about(party), "proved_at": today.machine_now(), "at": NOW,
        }  # fmt: skip
        return reads.open_one(party, **(rightly | otherwise))

    return asked


def test_one_number_comes_out_for_a_tax_paper_and_the_person_sees_it(
    party: UUID, opened: Callable[..., str]
) -> None:
    number = opened()

    look = access_log.at_party(party)[0]
    assert number == NUMBER
    assert (look.what, look.why) == ("マイナンバー", "退職所得の源泉徴収票を作るため")


@pytest.mark.parametrize(
    ("otherwise", "refusal"),
    [
        pytest.param({"purpose": "curiosity"}, "purpose", id="目的が税でない"),
        pytest.param({"officer": "kessai"}, "officer", id="決裁の担当者"),
        pytest.param({"officer": "nobody"}, "officer", id="いない担当者"),
        pytest.param({"proved_at": None}, "second factor", id="2つ目の確認がない"),
        pytest.param({"case": "K-00000000-00"}, "case", id="案件がない"),
    ],
)
def test_it_stays_in_otherwise_and_nobody_has_looked(
    party: UUID, opened: Callable[..., str], otherwise: dict[str, Any], refusal: str
) -> None:
    with pytest.raises(NotOpened) as refused:
        opened(**otherwise)

    assert refused.value.field == refusal
    assert not access_log.at_party(party)


@pytest.mark.parametrize("minutes", [-1, 6])
def test_a_second_factor_of_another_time_does_not_count(
    opened: Callable[..., str], minutes: int
) -> None:
    with pytest.raises(NotOpened, match="2つ目の確認"):
        opened(proved_at=today.machine_now() - timedelta(minutes=minutes))


def test_a_case_of_the_other_scheme_opens_nothing(party: UUID, opened: Callable[..., str]) -> None:
    with pytest.raises(NotOpened, match="小規模の給付の案件"):
        opened(case=case_about(party, flow="tosanboshi.mutual_aid_loan"))


def test_an_officer_cannot_read_on_and_on(opened: Callable[..., str]) -> None:
    for _ in range(20):
        opened()

    with pytest.raises(NotOpened, match="1時間"):
        opened()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM my_numbers.kept",
        "SELECT count(*) FROM my_numbers.kept",
        "SELECT * FROM my_numbers.journal",
        "COPY my_numbers.kept TO STDOUT",
        "DELETE FROM my_numbers.journal",
        "DELETE FROM my_numbers.kept",
        "INSERT INTO my_numbers.purpose VALUES ('curiosity', '見たい')",
        "SET ROLE kyosai_my_numbers",
        "ALTER FUNCTION my_numbers.is_kept(uuid) OWNER TO kyosai_core_app",
        "CREATE TABLE my_numbers.mine (a int)",
    ],
)
def test_the_application_reaches_no_table_of_the_vault(party: UUID, sql: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_box_moved_to_somebody_else_does_not_open(
    party: UUID, opened: Callable[..., str]
) -> None:
    sealed = envelope.seal(f"{uuid4()}:{NUMBER}".encode(), settings.KEYS["my_numbers_box.pub"])
    writes.keep(party, bound_to=str(uuid4()), sealed=sealed, case=case_about(party), at=NOW)

    with pytest.raises(envelope.BadSeal):
        opened()


def test_when_its_time_is_over_the_number_is_gone(party: UUID, opened: Callable[..., str]) -> None:
    last = writes.keep_until(NOW.date())

    early = writes.forget(on=last)
    late = writes.forget(on=last + timedelta(days=1))

    assert last == date(2033, 12, 31)
    assert (early, late) == (0, 1)
    assert not reads.is_kept(party)
    with pytest.raises(NotOpened, match="届いていません"):
        opened()
