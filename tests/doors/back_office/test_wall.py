"""制度の壁 — an officer of one scheme finds nothing of the other, and each try is written down."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.casework.opening import Line, Opening, new_number, open
from kyosai.doors import today
from kyosai.procedures.collection.flow import UNPAID
from kyosai.records.access_log import reads as access_log
from kyosai.records.contracts import reads as contracts
from kyosai.records.parties import reads as parties
from tests.procedures.applications import NOW, application, named, received
from tests.procedures.enrolment.test_tosanboshi import TAXES_ON_PAPER
from tests.procedures.enterprises import REGISTERED, company

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
LONG_AGO = datetime.fromisoformat("2020-01-01T00:00:00+09:00")


@pytest.fixture
def numbers() -> dict[str, dict[str, str]]:
    """A contract and an open case of each scheme."""
    person, enterprise = application(), company()
    accepted = {
        "skk": received(person).accepted,
        "tosanboshi": received(enterprise, evidence=REGISTERED).accepted,
    }
    waiting = {
        "skk": received(application(employees=50)).case,
        "tosanboshi": received(company(), evidence=TAXES_ON_PAPER).case,
    }
    made = {}
    for scheme, numbers in accepted.items():
        assert numbers is not None
        made[scheme] = {"contract": numbers.contract, "case": waiting[scheme]}
    return made


PAGES = ("/contracts/{contract}/", "/contracts/{contract}/story/", "/contracts/{contract}/unmask/",
         "/cases/{case}/", "/cases/{case}/refuse/", "/cases/{case}/unmask/")  # fmt: skip


def noted() -> list[tuple[str, str, str]]:
    return access_log.turned_away(since=LONG_AGO)


@pytest.mark.parametrize(("duty", "own", "other"), [
    ("skk_examiner", "skk", "tosanboshi"),
    ("tosanboshi_examiner", "tosanboshi", "skk"),
    ("tosanboshi_approver", "tosanboshi", "skk"),
])  # fmt: skip
@pytest.mark.parametrize("page", PAGES)
def test_what_is_of_the_other_scheme_does_not_exist_and_the_try_is_noted(
    sign_in: SignIn, numbers: dict[str, dict[str, str]], page: str, duty: str, own: str, other: str
) -> None:
    client = sign_in(duty)

    theirs = client.get(page.format(**numbers[own]))
    others = client.get(page.format(**numbers[other]))

    assert (theirs.status_code, others.status_code) == (200, 404)
    ((officer, what, why),) = noted()
    assert (officer, why) == (duty, "ほかの制度の担当")
    assert what.split()[1] in numbers[other].values()


@pytest.mark.parametrize("duty", ["examiner", "approver", "auditor"])
def test_a_duty_for_both_schemes_sees_both(
    sign_in: SignIn, numbers: dict[str, dict[str, str]], duty: str
) -> None:
    client = sign_in(duty)

    for each in numbers.values():
        assert client.get(f"/contracts/{each['contract']}/").status_code == 200
        assert client.get(f"/cases/{each['case']}/").status_code == 200
    assert noted() == []


def test_the_work_box_lists_ones_own_scheme_alone(
    sign_in: SignIn, numbers: dict[str, dict[str, str]]
) -> None:
    skk, tosanboshi = numbers["skk"]["case"], numbers["tosanboshi"]["case"]

    boxes = {
        duty: sign_in(duty).get("/box/").text
        for duty in ("skk_examiner", "tosanboshi_examiner", "examiner")
    }

    assert skk in boxes["skk_examiner"] and tosanboshi not in boxes["skk_examiner"]
    assert tosanboshi in boxes["tosanboshi_examiner"] and skk not in boxes["tosanboshi_examiner"]
    assert skk in boxes["examiner"] and tosanboshi in boxes["examiner"]


@pytest.mark.parametrize("kind", ["contract", "case"])
def test_a_search_for_the_others_number_finds_nothing_and_is_noted(
    sign_in: SignIn, numbers: dict[str, dict[str, str]], kind: str
) -> None:
    answer = sign_in("skk_examiner").get("/search/", {"number": numbers["tosanboshi"][kind]})

    assert answer.status_code == 200 and "見つかりませんでした" in answer.text
    assert len(noted()) == 1


def test_a_decision_on_the_others_case_is_not_taken(
    sign_in: SignIn, numbers: dict[str, dict[str, str]]
) -> None:
    case = numbers["tosanboshi"]["case"]

    answer = sign_in("skk_approver").post(f"/cases/{case}/accept/")

    assert answer.status_code == 404
    assert not casework.case(case).is_closed
    assert len(noted()) == 1


def test_a_case_without_a_scheme_in_its_name_is_of_its_contracts_scheme(
    sign_in: SignIn, numbers: dict[str, dict[str, str]]
) -> None:
    contract = contracts.standing(numbers["tosanboshi"]["contract"])
    number = unpaid(contract.number, party=contract.party)

    own, other = sign_in("tosanboshi_examiner"), sign_in("skk_examiner")

    assert number in own.get("/box/").text and number not in other.get("/box/").text
    assert own.get(f"/cases/{number}/").status_code == 200
    assert other.get(f"/cases/{number}/").status_code == 404


def unpaid(contract: str, *, party: UUID) -> str:
    return open(
        Opening(
            number=new_number(),
            flow=UNPAID,
            step="consider",
            subject=party,
            receipt=f"unpaid:{contract}",
            received_at=NOW,
            opened_on=NOW.date(),
            due_at=today.now() + timedelta(days=3),
            at=NOW,
            filing={"contract": contract},
            lines=[Line("consider", "opened")],
        )
    )


def test_whoever_is_in_both_schemes_is_seen_by_each_desk_in_its_own(
    sign_in: SignIn, numbers: dict[str, dict[str, str]]
) -> None:
    sent = application(identity=named(birthdate="1979-03-02"))
    both = company(person=sent.person)
    skk, tosanboshi = received(sent), received(both, evidence=TAXES_ON_PAPER)
    assert skk.accepted is not None and parties.of_person(UUID(sent.person))

    page = sign_in("tosanboshi_examiner").get(f"/cases/{tosanboshi.case}/").text
    contract = sign_in("skk_examiner").get(f"/contracts/{skk.accepted.contract}/").text

    assert skk.accepted.contract not in page
    assert tosanboshi.case not in contract
    assert Case.objects.filter(number=tosanboshi.case).exists()
