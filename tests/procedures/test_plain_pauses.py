"""What holders are told when premiums stop, begin again, wait, or reach the ceiling: plainly."""

from datetime import date

import pytest

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.exchange.messages.amendments import AMENDMENTS
from kyosai.procedures.amendment import words as change
from kyosai.procedures.amendment.pauses import words as pauses
from kyosai.procedures.collection import ceiling
from kyosai.records.premiums.deferring import Waits
from kyosai.schemes import deferral_orders
from tests.procedures import test_plain_words as plain

ORDER = deferral_orders.open_orders(scheme="skk", on=date(2026, 11, 1), with_samples=True)[0]
WAITS = [
    Waits(month, ORDER.due_on(month), ORDER.asked_in(month), date(2027, 2, 18))
    for month in ORDER.months
]
MONTHS = [Month(2026, month) for month in range(7, 13)]
SAID = {
    "掛止め": pauses.stopped_for(MONTHS),
    "掛止め（届出）": pauses.stopped_from(MONTHS[0]),
    "再開": (*pauses.begun_again(MONTHS[0]), *pauses.NEW_ACCOUNT),
    "納期延長": pauses.put_off(ORDER.name, WAITS),
}
TITLES = {message.kind: message.title for message in AMENDMENTS}
NOTICES = {
    **{
        name: change.amended("掛止めの手続き", receipt="U-1", says=says)
        for name, says in SAID.items()
    },
    **{
        f"{kind} 終わり": change.amended(title, receipt="U-1", says=())
        for kind, title in TITLES.items()
    },
    **{
        f"{kind} お断り": change.refused(title, receipt="U-1", reason="書類が読めません。")
        for kind, title in TITLES.items()
    },
    "掛止めの審査": change.examined("掛止めの手続き", receipt="U-1", until=plain.AT),
    "掛止めの返却": change.given_back("掛止めの手続き", receipt="U-1", reason="期限切れです。"),
    "掛止めの終わり": change.ended(receipt="U-1", says=(), reason="所得がありました。"),
    "一括の納期延長": pauses.put_off_by_order(ORDER.name, WAITS),
    "上限への到達": ceiling.stops(Yen(8_000_000)),
    "上限を下回る": ceiling.begins_again(Yen(8_000_000)),
}


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "NOTICES", NOTICES)


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_about_a_pause_is_plain(name: str) -> None:
    plain.test_a_notice_is_plain(name)


@pytest.mark.parametrize("name", NOTICES)
def test_it_says_first_what_was_done_and_whether_to_act(name: str) -> None:
    plain.test_a_notice_begins_with_what_it_is_and_whether_to_act(name)
