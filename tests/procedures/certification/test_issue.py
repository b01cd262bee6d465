import pytest

from kyosai.procedures.certification import issue
from kyosai.records.documents import reads as documents
from tests.procedures.applications import NOW, application, received

pytestmark = pytest.mark.django_db


def test_a_certificate_is_rendered_once_and_stays_the_same() -> None:
    outcome = received(application())
    assert outcome.accepted is not None
    number = outcome.accepted.certificate

    first = issue.certificate(number, at=NOW)
    again = issue.certificate(number, at=NOW)

    kept = documents.issued(issue.KIND, number=number)
    assert kept is not None
    assert first == again == kept.digest
    assert kept.content.startswith(b"%PDF-")


def test_a_number_that_is_not_ours_gets_no_page() -> None:
    assert issue.certificate("S-99999999-08", at=NOW) is None
