"""The treasury's and the desks' pages about money that leaves, each as the officer sees it."""

import re
from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.test import Client

from kyosai.basis import tokyo
from kyosai.doors import today
from kyosai.procedures.payment import bulk
from kyosai.records.access_log import reads as access_log
from kyosai.records.payments import accounts, files, frames, sending
from tests.procedures.payment import world
from tests.procedures.payment.world import AT, DAY, NEXT, NOON, Bank

pytestmark = pytest.mark.django_db
NAME = f"Z21-skk-{NEXT}-01.dat"
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    at(NOON + timedelta(minutes=1), monkeypatch)


def at(moment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "now", lambda: moment)
    monkeypatch.setattr(today, "today", lambda: tokyo.in_tokyo(moment).date())


def turned_away() -> list[tuple[str, str, str]]:
    return access_log.turned_away(since=tokyo.at(DAY, time(0)))


class TestFiles:
    """A file of payments: totals, digest, who prepared; two buttons of two officers."""

    @pytest.fixture
    def treasury(self, sign_in: SignIn) -> list[Client]:
        world.people.officer("susumu", duty="loan_examiner")
        clients = [sign_in("treasurer", username=name, up_to=20_000) for name in world.TREASURY]
        for serial in (1, 2):
            contract = world.holder(serial)
            world.checked(contract)
            world.order(contract, 10_000, rail="bulk", by="susumu")
        assert bulk.build(at=NOON) == [NAME]
        return clients

    def test_it_waits_in_the_list_with_its_total(self, treasury: list[Client]) -> None:
        page = treasury[0].get("/treasury/payment-files/").text

        assert NAME in page and "20,000円" in page and "あと2人" in page

    def test_its_page_says_what_it_pays_and_who_prepared_it(self, treasury: list[Client]) -> None:
        page = treasury[0].get(f"/treasury/payment-files/{NAME}/").text

        file = files.of_name(NAME)
        assert file is not None and file.digest in page
        assert "ファイルと支払の記録は一致" in page
        assert "うち共済金" in page and "2件" in page and "見本 susumu" in page

    def test_two_officers_press_and_it_may_leave(self, treasury: list[Client]) -> None:
        pages = [press(client) for client in treasury]

        assert pages == [302, 302]
        assert files.to_hand_over() == [NAME]

    def test_above_ones_limit_it_is_refused_and_noted(
        self, treasury: list[Client], sign_in: SignIn
    ) -> None:
        page = press(sign_in("treasurer", username="small", up_to=19_999))

        assert page == 409
        ((officer, what, why),) = turned_away()
        assert (officer, what) == ("small", f"支払ファイルの承認 {NAME}")
        assert "上限" in why

    def test_another_digest_is_refused_and_noted(self, treasury: list[Client]) -> None:
        answer = treasury[0].post(f"/treasury/payment-files/{NAME}/approve/", {"digest": "0" * 64})

        assert answer.status_code == 409 and "違います" in answer.text
        assert len(turned_away()) == 1

    def test_a_desk_does_not_approve_and_is_noted(
        self, treasury: list[Client], sign_in: SignIn
    ) -> None:
        desk = sign_in("benefit_approver")

        assert press(desk) == 403
        assert [who for who, *_ in turned_away()] == ["benefit_approver"]


def press(client: Client) -> int:
    file = files.of_name(NAME)
    assert file is not None
    sent = {"digest": file.digest}
    return client.post(f"/treasury/payment-files/{NAME}/approve/", sent).status_code


class TestFrames:
    """One proposes a frame with the form as it stands, another approves it."""

    @pytest.fixture
    def treasury(self, sign_in: SignIn) -> list[Client]:
        return [sign_in("treasurer", username=name, up_to=10**10) for name in world.TREASURY]

    def proposed(self, client: Client) -> int:
        page = client.get("/treasury/frames/").text
        values = dict(re.findall(r'name="(since|until|a_day|each)" value="([^"]+)"', page))
        return client.post("/treasury/frames/propose/", values | {"scheme": "skk"}).status_code

    def test_it_is_proposed_and_approved(self, treasury: list[Client]) -> None:
        proposed = self.proposed(treasury[0])
        (frame,) = frames.standing()
        shown = [client.get("/treasury/frames/").text for client in treasury]

        approved = treasury[1].post(f"/treasury/frames/{frame.id}/approve/").status_code

        assert (proposed, approved) == (302, 302)
        assert ["この枠を承認する" in page for page in shown] == [False, True]
        assert frames.standing()[0].approved_by == "kaoru"

    def test_ones_own_is_refused_and_noted(self, treasury: list[Client]) -> None:
        self.proposed(treasury[0])
        (frame,) = frames.standing()

        answer = treasury[0].post(f"/treasury/frames/{frame.id}/approve/")

        assert answer.status_code == 409
        assert [what for _, what, _ in turned_away()] == ["即時振込の枠の承認"]


class TestReturned:
    """Money came back: a desk gives another account, another officer calls, it is paid again."""

    @pytest.fixture
    def payment(self) -> str:
        contract = world.holder(1)
        number = world.order(contract)
        world.frame_of()
        refusing = Bank(account_check="1")
        with world.banking(refusing):
            world.round_of_payments(AT)
        return number

    GIVEN = {
        "bank_code": "9902", "bank_name": "見本第二銀行", "branch_code": "002",
        "branch_name": "本店", "account_kind": "1", "account_number": "7654321",
        "holder_kana": "ﾐﾎﾝ ﾊﾅｺ",
    }  # fmt: skip

    def test_the_whole_way(self, payment: str, sign_in: SignIn) -> None:
        one, other = sign_in("loan_examiner"), sign_in("benefit_examiner")
        listed = one.get("/payments/").text
        one.post(f"/payments/{payment}/account/", self.GIVEN)
        own = one.post(f"/payments/{payment}/call-back/", {"words": "話した。"})
        heard = other.post(f"/payments/{payment}/call-back/", {"words": "ご本人と話した。"})
        newest = accounts.newest(world.party(world.people.number(1)))
        assert newest is not None

        again = [
            one.post(f"/payments/{payment}/again/", {"account": str(newest.id)}) for _ in range(2)
        ]
        bank = Bank()
        with world.banking(bank):
            world.round_of_payments(NOON + timedelta(minutes=2))

        assert payment in listed and "該当する口座がありません" in listed
        assert (own.status_code, heard.status_code) == (409, 302)
        assert [each.status_code for each in again] == [302, 409]
        assert len(bank.moved()) == 1
        assert "払い直しました" in one.get(f"/payments/{payment}/").text
        assert len(turned_away()) == 2

    def test_the_treasury_sees_it_and_may_not_touch_it(self, payment: str, sign_in: SignIn) -> None:
        third = sign_in("treasurer", username="third")
        seen = third.get(f"/payments/{payment}/")

        touched = third.post(f"/payments/{payment}/again/", {"account": "x"})

        assert seen.status_code == 200 and "払い直す" not in seen.text
        assert touched.status_code == 403

    def test_an_account_is_shown_masked(self, payment: str, sign_in: SignIn) -> None:
        page = sign_in("loan_examiner").get(f"/payments/{payment}/").text

        assert "0000002" not in page and "••••002" in page

    @pytest.mark.parametrize("number", ["P-00000000-00", "x", "P-99999999-99"])
    def test_a_guessed_number_is_no_payment(self, number: str, sign_in: SignIn) -> None:
        assert sign_in("loan_examiner").get(f"/payments/{number}/").status_code == 404


class TestDayEnd:
    """The bank's balance beside the journal's, when the bank has told the day."""

    def shown(self, client: Client, on=DAY) -> str:
        return client.get("/treasury/day-end/", {"on": on.isoformat()}).text

    def paid(self) -> str:
        number = world.order(world.holder(1))
        world.frame_of()
        with world.banking(Bank()):
            world.round_of_payments(AT)
        return number

    def test_before_the_statement_it_waits_and_after_it_both_are_equal(
        self, sign_in: SignIn
    ) -> None:
        number = self.paid()
        auditor = sign_in("auditor")
        before = self.shown(auditor)
        world.stated(DAY, world.left(DAY, 100_000, number))
        world.stated(DAY, scheme="tosanboshi")

        after = self.shown(auditor)

        assert "銀行の明細がまだです" in before and "1件　100,000円" in before
        assert "銀行と仕訳帳は一致しています" in after

    def test_money_that_left_unexplained_is_seen(self, sign_in: SignIn) -> None:
        self.paid()
        world.stated(DAY, world.left(DAY, 99_999, "P-00000009-99"))
        world.stated(DAY, scheme="tosanboshi")

        page = self.shown(sign_in("auditor"))

        assert "-99,999円" in page  # in suspense, and a case at the treasury
        assert any(case.startswith("unmatched") for case in world.cases())
        assert sending.came_back() == []
