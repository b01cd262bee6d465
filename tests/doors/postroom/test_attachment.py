from base64 import b64encode
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from kyosai.doors import postroom, today
from kyosai.doors.postroom import attachment
from kyosai.exchange import postbox
from kyosai.exchange.messages import inbound
from kyosai.records.documents import reads as documents
from kyosai.wires.cleaning import refusals
from kyosai.wires.cleaning.fake import FakeCleaning
from tests.procedures.applications import NOW, kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def cleaning(monkeypatch: pytest.MonkeyPatch) -> FakeCleaning:
    fake = FakeCleaning()
    monkeypatch.setattr(attachment, "cleaner", fake)
    monkeypatch.setattr(today, "now", lambda: NOW)
    return fake


def upload(**changes: Any) -> inbound.Attachment:
    told: dict[str, Any] = {
        "person": str(uuid4()),
        "attachment": str(uuid4()),
        "filename": "確定申告書.pdf",
        "media": "application/pdf",
        "pages": 1,
        "content": b64encode(b"%PDF-1.7 mihon").decode(),
        "original_digest": "0" * 64,
    }
    return inbound.Attachment(**(told | changes))


def kept_of(message: inbound.Attachment) -> list[documents.Kept]:
    return documents.attachments([message.attachment], person=UUID(message.person))


def test_an_attachment_is_kept_by_digest_for_its_person(cleaning: FakeCleaning) -> None:
    message = upload()

    postroom.hand_over(kept(message))

    (found,) = kept_of(message)
    assert (found.content, found.media) == (b"%PDF-1.7 mihon", "application/pdf")
    assert documents.attachments([message.attachment], person=uuid4()) == []


def test_an_attachment_handed_over_twice_is_kept_once(cleaning: FakeCleaning) -> None:
    message = upload()
    number = kept(message)
    postroom.hand_over(number)

    with pytest.raises(postbox.AlreadyHandled):
        postroom.hand_over(number, kind="attachment")

    assert len(kept_of(message)) == 1


def test_the_same_file_of_two_people_is_one_document_with_two_uses(
    cleaning: FakeCleaning,
) -> None:
    first, second = upload(), upload()
    postroom.hand_over(kept(first))

    postroom.hand_over(kept(second))

    assert kept_of(first)[0].digest == kept_of(second)[0].digest
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM document")
        assert cursor.fetchone() == (1,)


def test_a_file_that_cannot_be_rebuilt_is_left_out_and_an_operator_hears_of_it(
    cleaning: FakeCleaning,
) -> None:
    cleaning.refusal = refusals.TooDemanding()
    message = upload()

    postroom.hand_over(kept(message))

    assert kept_of(message) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM exchange_alarm")
        assert cursor.fetchall() == [("attachment_left_out",)]


def test_what_is_no_base64_is_left_out(cleaning: FakeCleaning) -> None:
    message = upload(content="見本")

    postroom.hand_over(kept(message))

    assert kept_of(message) == []
