"""Sealed originals leave the core when they prove nothing any more."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction

from kyosai.exchange import keeping, originals, postbox
from kyosai.exchange.messages.inbound import INBOUND
from tests.exchange.samples import SENT_AT, application, notice, wired

ON = date(2026, 11, 24)


def bodies() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.kind FROM exchange_received_body JOIN exchange_received r USING (number)"
            " ORDER BY r.sequence"
        )
        return [kind for (kind,) in cursor.fetchall()]


def test_every_kind_has_a_rule() -> None:
    assert set(originals.kept_days(on=ON)) == set(INBOUND)


@pytest.mark.django_db
def test_an_original_leaves_after_its_days_and_only_once_it_is_handled() -> None:
    batch = [wired(each, sequence=n) for n, each in enumerate((application(), notice()), start=1)]
    waiting = wired(notice(), sequence=3)
    keeping.keep([*batch, waiting], fetched_at=SENT_AT + timedelta(seconds=1))
    for each in batch:
        with transaction.atomic():
            postbox.take(each["number"])
    now = datetime.now(UTC)

    assert originals.forget(on=ON, machine_now=now + timedelta(days=29)) == 0
    assert originals.forget(on=ON, machine_now=now + timedelta(days=31)) == 1

    assert bodies() == ["enrolment_application", "mandate_notice"]
    assert originals.forget(on=ON, machine_now=now + timedelta(days=4_019)) == 1
    assert postbox.waiting(10) == [waiting["number"]]
