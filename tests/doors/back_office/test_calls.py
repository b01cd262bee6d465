"""電話の応対の画面 — found masked, shown after the check alone, and nothing of others' work."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from kyosai.doors import today
from kyosai.doors.back_office import admission
from kyosai.procedures.access.calls import check
from kyosai.procedures.access.calls.picture import held
from kyosai.records.access_log import reads as access_log
from kyosai.records.calls import reads as calls
from kyosai.records.contracts import reads as contracts
from kyosai.records.officers.duties import DUTIES
from kyosai.records.parties import reads as parties
from kyosai.schemes import both
from tests.doors.back_office import samples
from tests.doors.back_office.test_wall import LONG_AGO, numbers
from tests.procedures.applications import named

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
__all__ = ["numbers"]
END = {"reason": "progress", "outcome": "answered", "by_script": "on", "words": ""}


@pytest.fixture
def hanako() -> UUID:
    """Somebody with a contract."""
    number = samples.contract(identity=named(name="見本　花子", kana="ミホン ハナコ"))
    found = contracts.found_by(number)
    assert found is not None
    return found.party


@pytest.fixture
def operator(sign_in: SignIn) -> Client:
    return sign_in("operator")


def begun(client: Client, party: UUID) -> str:
    told = {"party": str(party), "found_by": "kana"}
    return str(client.post("/calls/begin/", told).headers["Location"])


def checked(client: Client, party: UUID) -> str:
    address = begun(client, party)
    call = calls.call(UUID(address.split("/")[2]))
    assert call is not None
    own = held(party, schemes=both.SCHEMES)
    known = check._known(party, own)
    asked = check.questions(call, own, at=today.now())
    answer = client.post(f"{address}check/", {each.key: min(known[each.key]) for each in asked})
    assert answer.status_code == 302
    return address


def test_a_search_shows_masked_people_and_each_is_a_look(operator: Client, hanako: UUID) -> None:
    page = operator.post("/calls/", {"sought": "みほんはなこ"}).text

    assert "見＊ 花＊" in page and str(hanako) in page
    assert "見本" not in page.split("見つかった人")[1].split("</table>")[0]
    (look,) = access_log.at_party(hanako)
    assert (look.role, look.what) == ("相談室（電話の応対）", "検索の一覧（伏せた氏名）")


def test_before_the_check_nothing_personal_is_shown(operator: Client, hanako: UUID) -> None:
    (own,) = held(hanako, schemes=both.SCHEMES)

    page = operator.get(begun(operator, hanako)).text

    assert "本人確認" in page and "どなたにもお答えできること" in page
    assert own.number not in page and "花＊" not in page and "台本" not in page.split("<form")[0]


def test_after_the_check_the_whole_picture_is_masked(operator: Client, hanako: UUID) -> None:
    address, known = checked(operator, hanako), parties.particulars(hanako)
    (own,) = held(hanako, schemes=both.SCHEMES)

    page = operator.get(address).text

    assert own.number in page and "話す言葉" in page and "契約締結証書" not in known.name
    for secret in (known.name, known.kana, known.address, known.email, known.phone):
        assert secret not in page
    assert not re.search(r"[0-9]{12}", re.sub(r"[0-9a-f]{8}-[0-9a-f-]+", "", page))
    assert access_log.at_party(hanako)[0].why == "電話の応対（本人確認ずみ）"


def test_a_call_goes_its_whole_way(operator: Client, sign_in: SignIn, hanako: UUID) -> None:
    address = checked(operator, hanako)
    (own,) = held(hanako, schemes=both.SCHEMES)

    operator.post(f"{address}certificate/", {"contract": own.number})
    slot = re.search(r'<option value="(2[^"]+)"', operator.get(address).text)
    assert slot is not None
    operator.post(f"{address}call-back/", {"starts_at": slot[1], "topic": "loan"})
    page = operator.get(address).text
    ended = operator.post(f"{address}end/", END)
    lead = sign_in("call_lead").get("/calls/lead/").text

    assert "証書の再発行" in page and "お電話するお約束があります" in page
    assert ended.status_code == 302
    assert "手続きの進みぐあい" in lead and "<svg" in lead and "100％" in lead


def test_another_operator_has_no_part_in_a_call(
    operator: Client, sign_in: SignIn, hanako: UUID
) -> None:
    address = checked(operator, hanako)

    other = sign_in("operator", username="other")

    assert other.get(address).status_code == 404
    assert other.post(f"{address}end/", END).status_code == 404


def test_a_call_that_has_ended_opens_nothing(operator: Client, hanako: UUID) -> None:
    address = checked(operator, hanako)
    operator.post(f"{address}end/", END)

    again = operator.post(f"{address}contact/", {"what": "phone", "value": "09000001234"})

    assert again.status_code == 404
    assert "台本" not in operator.get(address).text


@pytest.mark.parametrize(("duty", "own", "other"), [
    ("skk_operator", "skk", "tosanboshi"), ("tosanboshi_operator", "tosanboshi", "skk"),
])  # fmt: skip
def test_an_operator_of_one_scheme_finds_nobody_of_the_other(
    sign_in: SignIn, numbers: dict[str, dict[str, str]], duty: str, own: str, other: str
) -> None:
    client, party = sign_in(duty), contracts.standing(numbers[other]["contract"]).party
    known = parties.particulars(party)

    found = client.post("/calls/", {"sought": numbers[own]["contract"]}).text
    for sought in (numbers[other]["contract"], known.phone, known.kana):
        page = client.post("/calls/", {"sought": sought}).text
        assert str(party) not in page
    begun_ = client.post("/calls/begin/", {"party": str(party), "found_by": "kana"})

    assert "この人と話す" in found and begun_.status_code == 404
    assert len(access_log.turned_away(since=LONG_AGO)) == 2


OTHERS = sorted(
    route
    for route, rule in admission.ADMISSION.items()
    if "." in rule and not rule.startswith("calls.")
)


def test_no_account_amount_or_reason_is_an_operators_to_change(
    operator: Client, hanako: UUID
) -> None:
    (own,) = held(hanako, schemes=both.SCHEMES)
    address = checked(operator, hanako)

    pages = ["/box/", "/search/", f"/contracts/{own.number}/", f"/contracts/{own.number}/unmask/",
             f"/contracts/{own.number}/end/", "/orders/", "/receivables/", "/payments/",
             "/treasury/frames/", "/treasury/approvals/",
             "/cases/K-00000001-95/my-number/"]  # fmt: skip
    for page in pages:
        assert operator.get(page).status_code == 403, page
        assert operator.post(page).status_code == 403, page
    for what in ("account", "premium", "name", "address", "reason"):
        answer = operator.post(f"{address}contact/", {"what": what, "value": "1"})
        assert answer.status_code == 409
    for duty in DUTIES.values():
        if duty.desk == "contact":
            assert duty.allows.isdisjoint(admission.ADMISSION[route] for route in OTHERS)


def test_an_operator_does_not_see_what_only_the_lead_sees(operator: Client) -> None:
    assert operator.get("/calls/lead/").status_code == 403


def test_a_question_about_nobody_is_answered_without_a_name(operator: Client) -> None:
    address = operator.post("/calls/begin/").headers["Location"]

    page = operator.get(address).text

    assert "加入できるか知りたい" in page and "本人確認</h2>" not in page
    assert operator.post(f"{address}check/").status_code == 404
    assert operator.post(f"{address}end/", END).status_code == 302
