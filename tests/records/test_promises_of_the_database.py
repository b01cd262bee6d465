"""What the database itself promises of people, contracts, mandates, documents, notices, looks."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction

from kyosai.records import serials
from kyosai.records.access_log import writes as access_log
from kyosai.records.contracts import writes as contracts
from kyosai.records.documents import writes as documents
from kyosai.records.mandates import cipher
from kyosai.records.mandates import writes as mandates
from kyosai.records.notices import reads as notices
from kyosai.records.notices import writes as notice_writes
from kyosai.records.notices.writes import Mail, Telling
from kyosai.records.paid_before import writes as paid_before
from kyosai.records.parties import reads as parties
from kyosai.records.parties import writes as party_writes
from tests.procedures.amendment.test_account import Row
from tests.procedures.applications import NOW, application, received

pytestmark = pytest.mark.django_db


@pytest.fixture
def party() -> UUID:
    """Somebody about whom every table says something."""
    sent = application()
    outcome = received(sent)
    found = parties.of_person(UUID(sent.person))
    assert found is not None and outcome.accepted is not None
    mandates.confirm_from_daily_file([Row(sent.mandate.customer_no)], at=NOW)
    paid_before.take_over([(outcome.accepted.contract, date(2016, 4, 1), 10_000, 12)])
    party_writes.note_misconduct(found, found_on=date(2026, 1, 1), words="見本")
    notice_writes.mark_read(notices.inbox(found)[0].id, at=NOW)
    access_log.note_look(
        officer="sato", role="契約担当", party=found, what="口座番号", why="確認", at=NOW
    )
    documents.keep(
        b"%PDF-", person=UUID(sent.person), kind="attachment", filename="a.pdf",
        media="application/pdf", at=NOW,
    )  # fmt: skip
    return found


def run(sql: str) -> Any:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


FOREVER = {
    "party_particulars": "name = 'x'",
    "party_misconduct": "words = 'x'",
    "contract_monthly_premium": "yen = 1000",
    "contract_paid_before": "months = 1",
    "mandate_event": "words = 'x'",
    "document_use": "kind = 'x'",
    "notice": "title = 'x'",
    "notice_reading": "read_at = now()",
    "access_look": "why = 'x'",
}


@pytest.mark.parametrize("table", FOREVER)
def test_a_table_is_forever(party: UUID, table: str) -> None:
    (counted,) = run(f"SELECT count(*) FROM {table}")
    assert counted[0] > 0, "an empty table refuses nothing"

    for change in (f"UPDATE {table} SET {FOREVER[table]}", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError):
            run(change)


@pytest.mark.parametrize("table", FOREVER)
def test_not_even_the_owner_changes_it(table: str) -> None:
    """The grant is refused first for the application; the trigger stands behind it for all."""
    rows = run(
        "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid ="
        f" '{table}'::regclass AND tgname = '{table}_is_forever'"
    )

    assert rows == [(f"{table}_is_forever", "O")]


CONSTRAINTS = {
    "contract_is_formed_when_applied_for": "UPDATE contract SET formed_on = formed_on + 1",
    "contract_ends_with_day_and_cause": "UPDATE contract SET status = 'ended'",
    "contract_number_is_nine_digits": "UPDATE contract SET number = '12345678x'",
    "mandate_state_is_known": "UPDATE mandate SET state = 'perhaps'",
    "mandate_is_debited_with_its_number": "UPDATE mandate SET account_sealed = NULL",
    "customer_no_is_twenty_digits": "UPDATE mandate SET customer_no = '1'",
    "document_is_kept_for_a_time": "UPDATE document SET retention_until = kept_on",
    "document_digest_is_sha256": "UPDATE document SET digest = 'x'",
    "document_is_what_its_digest_says": "UPDATE document SET content = 'x'",
    "monthly_premium_is_in_range": "INSERT INTO contract_monthly_premium"
    " (contract_id, since, yen) SELECT number, DATE '2027-01-01', 200500 FROM contract",
    "monthly_premium_begins_with_a_month": "INSERT INTO contract_monthly_premium"
    " (contract_id, since, yen) SELECT number, DATE '2027-01-02', 1000 FROM contract",
    "particulars_have_a_name": "INSERT INTO party_particulars SELECT gen_random_uuid(), now(), '',"
    " kana, birthdate, address, email, phone, source, party_id FROM party_particulars",
    "notice_says_something": "INSERT INTO notice (id, key, party_id, kind, at, title, body,"
    " actions) SELECT gen_random_uuid(), 'k', party_id, 'k', now(), '', '', '[]' FROM notice",
    "look_has_a_reason": "INSERT INTO access_look (id, at, officer, role, party_id, what, why)"
    " SELECT gen_random_uuid(), now(), 'x', 'x', party_id, 'x', '' FROM access_look",
    "document_is_issued_once": "INSERT INTO document_use (id, document_id, person, kind, number,"
    " filename, original_digest, kept_at) SELECT gen_random_uuid(), document_id, person, 'k', '1',"
    " '', '', now() FROM document_use, generate_series(1, 2)",
    "contract_is_the_only_one": "INSERT INTO contract (number, party_id, scheme, receipt,"
    " certificate_number, applied_on, formed_on, accepted_at, capacity, trade, employees,"
    " business_name, corporate_number, office_address, status, end_cause) SELECT '999999999',"
    " party_id, scheme, 'r', 'c', applied_on, formed_on, accepted_at, capacity, trade, employees,"
    " '', '', '', 'active', '' FROM contract",
    "mandate_is_the_only_one_debited": "INSERT INTO mandate (customer_no, person, contract_id,"
    " request_id, mandate_id, bank_code, bank_name, branch_code, branch_name, account_kind,"
    " account_masked, account_sealed, holder_kana, state, registered_on, confirmed_on) SELECT"
    " '99999999999999999999', person, contract_id, '', '', bank_code, '', branch_code, '',"
    " account_kind, '', account_sealed, '', 'confirmed', registered_on, confirmed_on FROM mandate",
}


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_the_database_refuses(party: UUID, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        run(CONSTRAINTS[constraint])


def test_an_account_number_rests_sealed(party: UUID) -> None:
    ((sealed, customer_no, masked),) = run(
        "SELECT account_sealed, customer_no, account_masked FROM mandate"
    )

    assert b"1234567" not in bytes(sealed) and masked == "••••567"
    assert cipher.opened(bytes(sealed), customer_no=customer_no) == "1234567"


def test_a_sealed_number_moved_to_another_row_does_not_open() -> None:
    sealed = cipher.sealed("1234567", customer_no="0" * 20)

    with pytest.raises(InvalidTag):
        cipher.opened(sealed, customer_no="1" * 20)


def test_a_sealed_number_is_never_sealed_alike_twice() -> None:
    seals = {cipher.sealed("1234567", customer_no="0" * 20) for _ in range(20)}

    assert len(seals) == 20
    assert len(settings.KEYS["account_cipher.key"]) == 32


def test_serials_come_in_blocks_and_never_twice() -> None:
    serials.forget()

    drawn = [serials.next_serial("case_serial") for _ in range(serials.BLOCK * 2 + 1)]

    assert len(set(drawn)) == len(drawn)
    assert drawn == sorted(drawn)


def test_a_restart_leaves_a_gap_and_no_double() -> None:
    first = serials.next_serial("contract_serial")
    serials.forget()

    assert serials.next_serial("contract_serial") > first


def test_a_contract_ends_once(party: UUID) -> None:
    ((number,),) = run("SELECT number FROM contract")
    contracts.end(number, on=date(2027, 3, 31), cause="by_holder")

    with pytest.raises(AssertionError):
        contracts.end(number, on=date(2027, 4, 30), cause="by_holder")


def told(party: UUID, key: str) -> Telling:
    return Telling(
        party=party, key=key, kind="sample", at=NOW + timedelta(hours=1), title="お知らせ",
        body="本文", mail=Mail("お知らせ", "お知らせがあります。"),
    )  # fmt: skip


def test_what_is_told_twice_under_one_key_is_told_once(party: UUID) -> None:
    before = len(notices.inbox(party))

    notice_writes.tell(told(party, "collected:2026-11"))
    notice_writes.tell(told(party, "collected:2026-11"))

    assert len(notices.inbox(party)) == before + 1
    assert [m.key for m in notices.waiting_mail(10)].count("collected:2026-11") == 1


def test_a_mail_goes_to_the_newest_address(party: UUID) -> None:
    old = parties.particulars(party)
    with connection.cursor() as cursor:
        cursor.execute(
            *party_writes.noting(
                party, name=old.name, kana=old.kana, birthdate="1980-04-01", address=old.address,
                email="new@example.jp", phone="", source="sample", at=NOW + timedelta(days=1),
            )
        )  # fmt: skip

    notice_writes.tell(told(party, "news"))

    sent = {mail.key: mail.recipient for mail in notices.waiting_mail(10)}
    assert sent["news"] == "new@example.jp"


def test_a_mail_that_was_sent_waits_no_more(party: UUID) -> None:
    (mail,) = notices.waiting_mail(10)
    notice_writes.mark_tried(mail.key)
    assert notices.waiting_mail(10)[0].tries == 1

    notice_writes.mark_sent(mail.key, at=NOW)

    assert notices.waiting_mail(10) == []


def test_the_first_reading_counts(party: UUID) -> None:
    notice = notices.inbox(party)[0].id

    notice_writes.mark_read(notice, at=NOW + timedelta(days=9))

    ((read_at,),) = run("SELECT read_at FROM notice_reading")
    assert read_at == NOW
