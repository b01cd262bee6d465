"""Everything pressed twice at once happens once, and nothing is lost between two windows."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

from tests.hostile.attacker import Attacker, words
from tests.hostile.conftest import Town
from tests.hostile.test_uploads import _present
from tests.wires import hostile_files as made
from tools.story import applicants
from tools.story.applicants import Applicant
from tools.story.visitor import Visitor

days = count(1)


def _ready(town: Town) -> tuple[Visitor, Attacker]:
    """Return somebody new who has answered everything."""
    somebody = Applicant("競争　走子", "キヨウソウ ハシリコ", f"1964-05-{next(days):02d}", "")
    person = applicants.sign_in(town.world, somebody)
    applicants.fill_in(town.world, person, somebody)
    return person, Attacker(person.client, town.world.portal)


def _twin(attacker: Attacker) -> Attacker:
    """Return a second window with the same cookies, on a line of its own."""
    twin = Attacker.anew(attacker.base)
    twin.client.cookies.update(dict(attacker.client.cookies))
    return twin


def test_sent_eight_times_at_once_is_one_filing(town: Town) -> None:
    person, attacker = _ready(town)
    promised = person.tree.xpath("//input[@name='promised']/@value")[0]
    token, windows = attacker.token(), [_twin(attacker) for _ in range(8)]

    def send(window: Attacker) -> str:
        fields = {"agree": "on", "promised": promised}
        answer = window.post("/join/check/", fields, token=token)
        return str(answer.headers.get("Location", answer.status_code))

    with ThreadPoolExecutor(8) as together:
        places = set(together.map(send, windows))

    receipts = {place for place in places if "/receipts/" in place}
    assert len(receipts) == 1 and places <= {*receipts, "/join/"}
    applicants.wait_until(town.world, person, "契約が成立しました")
    assert _contracts(attacker) == 1


def test_a_second_application_while_the_first_runs_makes_no_second_contract(town: Town) -> None:
    person, attacker = _ready(town)
    applicants.send(person)
    somebody = Applicant("競争　走子", "キヨウソウ ハシリコ", "1964-05-02", "", account="7654400")
    changed = {
        "kana": {"kana": somebody.kana},
        "office": {"office_address": somebody.address},
        "opened_on": somebody.answers["opened_on"] | {"opened_on_era": "ad"},
    }
    for question, fields in (somebody.answers | changed).items():
        assert attacker.post(f"/join/{question}/", dict(fields)).status_code == 302
    notice = applicants.tax_receipt(town.world, somebody)
    attacker.post("/join/receipt-file/", files={"receipt": ("a.xml", notice, "application/xml")})
    person.open(f"{town.world.portal}/join/account/")
    applicants.register_account(person, bank="9901", account=somebody.account)
    person.open(f"{town.world.portal}/join/check/")
    if "/check/" in person.path:
        applicants.send(person)

    applicants.wait_until(town.world, person, "契約が成立しました")
    assert _contracts(attacker) == 1


def test_two_pictures_at_once_both_stay(town: Town) -> None:
    somebody = Applicant("競争　写子", "キヨウソウ ウツシコ", "1964-06-01", "")
    attacker = Attacker(applicants.sign_in(town.world, somebody).client, town.world.portal)
    attacker.post("/join/capacity/", {"capacity": "sole_proprietor"})
    attacker.post("/join/own_evidence/", {"kind": "pictures"})
    picture, token = made.jpeg((64, 64)), attacker.token()

    def send(window: Attacker) -> int:
        files = {"picture": ("a.jpg", picture, "image/jpeg")}
        return window.post("/join/pictures/", files=files, token=token).status_code

    with ThreadPoolExecutor(4) as together:
        answers = list(together.map(send, [_twin(attacker) for _ in range(4)]))

    kept = _present(attacker.get("/join/pictures/"))
    assert answers.count(302) == len(kept) >= 2


def test_answers_from_two_windows_at_once_both_stay(town: Town) -> None:
    _, attacker = _ready(town)
    token, one, other = attacker.token(), _twin(attacker), _twin(attacker)
    for turn in range(5):
        with ThreadPoolExecutor(2) as together:
            together.submit(
                one.post, "/join/trade_name/", {"business_name": f"店{turn}"}, token=token
            )
            together.submit(other.post, "/join/employees/", {"employees": str(turn)}, token=token)
        shown = words(attacker.get("/join/check/"))
        assert f"店{turn}" in shown and f"{turn}人" in shown


def test_the_same_card_twice_at_once_is_one_person(town: Town) -> None:
    somebody = Applicant("双子　一人", "フタゴ ヒトリ", "1964-07-01", "")

    with ThreadPoolExecutor(4) as together:
        people = list(together.map(lambda _: applicants.sign_in(town.world, somebody), range(4)))
    windows = [Attacker(each.client, town.world.portal) for each in people]
    windows[0].post("/join/kana/", {"kana": "フタゴ ヒトリ"})

    for window in windows:
        assert "フタゴ ヒトリ" in window.get("/join/kana/").text


def _contracts(attacker: Attacker) -> int:
    page = words(attacker.get("/mine/", follow=True))
    return page.count("契約者番号")
