"""What no rule settles about a payment is one case at the treasury, closed with words."""

from datetime import timedelta

import pytest

from kyosai.casework import reads as casework
from kyosai.procedures.payment import query
from tests.procedures.payment import world
from tests.procedures.payment.world import AT, Bank, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> str:
    """A payment no frame allows."""
    world.order(world.holder(1))
    with world.banking(Bank()):
        for minute in range(2):
            world.round_of_payments(AT + timedelta(minutes=minute))
    ((number,),) = run("SELECT number FROM case_file")
    return str(number)


def test_it_is_opened_once_and_names_its_payment_and_contract(case: str) -> None:
    found = casework.case(case)

    assert found.flow == "payment.query"
    assert found.filing == {
        "payment": run("SELECT number FROM payment")[0][0],
        "contract": world.people.number(1),
    }


def test_it_is_closed_with_words(case: str) -> None:
    query.close(case, officer="makoto", words="枠を承認した。", at=AT)

    assert casework.case(case).outcome == "settled"
    assert casework.file(case)[-1].words == "枠を承認した。"


def test_without_words_it_stays_open(case: str) -> None:
    with pytest.raises(query.NoWords):
        query.close(case, officer="makoto", words=" ", at=AT)

    assert not casework.case(case).is_closed
