"""遺族の請求 — from the news of a death to each share, by two officers."""

from base64 import b64encode
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from kyosai.casework import reads as casework
from kyosai.casework.actions import AlreadyMovedOn, SameOfficer
from kyosai.doors import today
from kyosai.exchange import codes, envelope
from kyosai.exchange.messages.my_numbers import MyNumber
from kyosai.procedures.access import my_number
from kyosai.procedures.payout.survivors import desk, letter
from kyosai.records.benefits import reads as benefits
from kyosai.records.contracts import reads as contracts
from kyosai.records.my_numbers import reads as vault
from kyosai.records.officers import writes as officers
from kyosai.records.survivors import reads as rooms
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.payout.claimants import balances, holder
from tests.procedures.payout.survivors.family import (
    CODE,
    PERSON,
    account,
    claimed,
    death,
    news,
    tick,
    to_be_decided,
    told,
)

pytestmark = pytest.mark.django_db


def paid() -> list[int]:
    return [yen for (yen,) in world.run("SELECT yen FROM payment ORDER BY number", [])]


def test_the_news_of_a_death_opens_a_room_and_writes_a_letter(monkeypatch) -> None:
    message = death(holder())

    case = news(message, monkeypatch)

    file, room, kept = casework.case(case), rooms.of_case(case), letter.of(message.receipt)
    assert (file.step, file.desk) == ("gather", "benefits")
    assert room is not None and room.person is None
    assert kept is not None and kept.posted_on is None
    assert CODE not in str(file.filing) + str([e.words for e in casework.file(case)])


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"deceased_kana": "ミホン ジロウ"}, id="名前が違う"),
        pytest.param({"deceased_birthdate": "1958-04-02"}, id="生年月日が違う"),
        pytest.param({"contract": "000000001"}, id="契約がない"),
    ],
)
def test_what_fits_no_contract_is_looked_at_and_opens_no_room(monkeypatch, facts) -> None:
    message = death(holder(), **({"contract": world.number(1)} | facts))

    case = news(message, monkeypatch)

    assert casework.case(case).step == "notice" and casework.case(case).subject.int == 0
    assert rooms.of_case(case) is None and letter.of(message.receipt) is None


def test_a_spouse_receives_the_whole_and_the_journal_balances(monkeypatch) -> None:
    relatives = [told("spouse", "spouse"), told("child")]
    case = to_be_decided(monkeypatch, relatives, [account("spouse")])

    number = desk.decide(case, officer="kessai", at=tick())

    made = benefits.of_number(number)
    ((party, yen, paid_to, report_by),) = benefits.shares(number)
    assert (made.cause, made.due, made.income) == ("death", "a", "inheritance")
    assert made.withheld.amount == 0 and yen == made.gross == made.net
    assert party == paid_to and report_by.isoformat() == "2026-12-15"
    assert paid() == [yen.amount]
    assert balances() == {"benefits:skk": yen.amount, "payable:benefit:skk": -yen.amount}
    assert contracts.standing(made.contract).status == "ended"


def test_three_children_share_alike_and_the_odd_yen_goes_to_the_first(monkeypatch) -> None:
    children = [told("one"), told("two"), told("three")]
    case = to_be_decided(
        monkeypatch, children, [account(each.key) for each in children], yen=11_500
    )

    number = desk.decide(case, officer="kessai", at=tick())

    shares = sorted((yen.amount for _, yen, _, _ in benefits.shares(number)), reverse=True)
    assert sum(shares) == benefits.of_number(number).net.amount
    assert shares[0] - shares[-1] <= 1
    assert sorted(paid(), reverse=True) == shares


def test_an_agent_receives_for_all_and_each_share_is_reported(monkeypatch) -> None:
    children = [told("one"), told("two")]
    case = to_be_decided(monkeypatch, children, [account("one")], agent="one")

    number = desk.decide(case, officer="kessai", at=tick())

    shares = benefits.shares(number)
    assert paid() == [benefits.of_number(number).net.amount]
    assert len(shares) == 2 and len({paid_to for _, _, paid_to, _ in shares}) == 1
    assert all(by for *_, by in shares)


def test_a_child_who_was_supported_comes_before_one_who_was_not(monkeypatch) -> None:
    children = [told("apart"), told("at_home", supported=True)]
    case = to_be_decided(monkeypatch, children, [account("at_home")])

    number = desk.decide(case, officer="kessai", at=tick())

    assert len(benefits.shares(number)) == 1


def test_whoever_examined_cannot_decide(monkeypatch) -> None:
    case = to_be_decided(monkeypatch, [told("spouse", "spouse")], [account("spouse")])

    with pytest.raises(SameOfficer):
        desk.accept(case, officer="shinsa", at=tick())

    assert not paid()


def test_decided_twice_it_is_paid_once(monkeypatch) -> None:
    case = to_be_decided(monkeypatch, [told("spouse", "spouse")], [account("spouse")])
    desk.decide(case, officer="kessai", at=tick())

    with pytest.raises(AlreadyMovedOn):
        desk.decide(case, officer="kessai", at=tick())

    assert len(paid()) == 1


def test_what_is_missing_is_asked_for_and_can_be_sent_again(monkeypatch) -> None:
    case = news(death(holder()), monkeypatch)
    room = rooms.of_case(case).receipt
    family = [told("spouse", "spouse")], [account("spouse")]
    claimed(room, *family)
    desk.give_back(case, officer="shinsa", reason="戸籍がまだありません。", at=tick())

    again = claimed(room, *family)

    assert again == "at_desk" and casework.case(case).step == "examine"


@pytest.mark.parametrize(
    ("code", "person"),
    [
        pytest.param("ZZZZ-ZZZZ-ZZZZ", None, id="コードが違う"),
        pytest.param(CODE, uuid4(), id="先に入った人がいる"),
    ],
)
def test_without_the_code_nobody_claims(monkeypatch, code: str, person: UUID | None) -> None:
    case = news(death(holder()), monkeypatch)
    room = rooms.of_case(case).receipt
    family = [told("spouse", "spouse")], [account("spouse")]
    if person:
        claimed(room, *family)
        desk.give_back(case, officer="shinsa", reason="もう一度", at=tick())

    status = claimed(room, *family, code=code, **({"person": person} if person else {}))

    assert status == "failed" and casework.case(case).step == "gather"


def test_after_ten_wrong_codes_the_right_one_opens_nothing(monkeypatch) -> None:
    case = news(death(holder()), monkeypatch)
    room = rooms.of_case(case).receipt
    family = [told("spouse", "spouse")], [account("spouse")]
    for _ in range(10):
        claimed(room, *family, code="ZZZZ-ZZZZ-ZZZZ")

    assert claimed(room, *family) == "failed"


@pytest.mark.parametrize(
    ("relatives", "payees", "agent"),
    [
        pytest.param([told("cousin", "other_relative")], [account("cousin")], "", id="順位がない"),
        pytest.param([told("one"), told("two")], [account("one")], "", id="口座がたりない"),
        pytest.param(
            [told("wife", "spouse"), told("one")], [account("one")], "one", id="代表に権利がない"
        ),
    ],
)
def test_what_the_act_does_not_allow_stays_with_the_family(
    monkeypatch, relatives, payees, agent
) -> None:
    case = news(death(holder()), monkeypatch)

    status = claimed(rooms.of_case(case).receipt, relatives, payees, agent=agent)

    assert status == "failed" and casework.case(case).step == "gather"


def test_the_number_of_a_survivor_is_asked_for_and_opened_for_their_report(monkeypatch) -> None:
    case = to_be_decided(monkeypatch, [told("spouse", "spouse")], [account("spouse")])
    relative = codes.survivor(PERSON, key="spouse")
    sealed = envelope.seal(f"{relative}:123456789018".encode(), settings.KEYS["my_numbers_box.pub"])
    at = tick()
    message = MyNumber(str(relative), at.isoformat(), "U-M-1", b64encode(sealed).decode())
    officers.appoint("yomi", display_name="y", duty="benefit_examiner", password="Kaki-no-3-bon")

    status = my_number.receive(kept(message, fetched_at=at), at=at)

    party = rooms.claimants(rooms.of_case(case).receipt)["spouse"]
    number = vault.open_one(
        party, purpose="survivor_report", officer="yomi", role="給付の審査", case=case,
        proved_at=today.machine_now(), at=at,
    )  # fmt: skip
    assert (status, number) == ("kept", "123456789018")
