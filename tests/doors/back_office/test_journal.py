"""The journal at the treasury's desk: the trial balance as of a day, and the pages of accounts."""

import re
from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client

from kyosai.basis.money import Yen
from kyosai.doors import today
from kyosai.doors.back_office.treasury import account as account_page
from kyosai.records.ledger import accounts, seals, writes
from kyosai.records.ledger.accounts import Place
from kyosai.records.ledger.models import Seal
from kyosai.records.ledger.writes import Posting

DECEMBER = {"since": "2026-12-01", "until": "2026-12-31"}


def post(key: str, *, on: date, yen: int, scheme: str = "skk", contract: str = "000000195") -> None:
    posting = Posting(
        key=key,
        kind="premium_collected",
        debit=f"bank:collections:{scheme}",
        credit=f"premiums:{scheme}:{contract}",
        amount=Yen(yen),
        effective_on=on,
        contract=contract,
    )
    writes.post(posting, at=today.now())


@pytest.fixture
def posted(db: None) -> None:
    """Three debits of one scheme in two months, one of the other scheme."""
    post("a", on=date(2026, 11, 18), yen=10_000)
    post("b", on=date(2026, 12, 18), yen=20_000)
    post("c", on=date(2026, 12, 18), yen=5_000, contract="000000292")
    post("d", on=date(2026, 12, 27), yen=200_000, scheme="tosanboshi", contract="000000389")


def cells(page: str) -> list[str]:
    """Return what the cells of a page's tables say."""
    found = re.findall(r"<(?:td|th)[^>]*>(.*?)</(?:td|th)>", page, re.S)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in found]


def test_the_trial_balance_keeps_the_schemes_apart(treasurer: Client, posted: None) -> None:
    page = treasurer.get("/treasury/trial-balance/", {"on": "2026-12-31"}).text

    skk, tosanboshi = page.split("小規模企業共済</h2>")[1].split("倒産防止共済</h2>")
    assert "35,000円" in skk and "200,000円" not in skk
    assert "200,000円" in tosanboshi and "35,000円" not in tosanboshi
    assert "差額は0円です" in page


def test_the_trial_balance_is_as_of_a_day(treasurer: Client, posted: None) -> None:
    page = treasurer.get("/treasury/trial-balance/", {"on": "2026-11-30"}).text

    assert "10,000円" in page and "35,000円" not in page
    assert "2026年11月30日（月） の終わりの時点" in page


@pytest.mark.parametrize("on", ["", "2026-02-30", "きのう"])
def test_what_is_no_day_is_asked_again(treasurer: Client, posted: None, on: str) -> None:
    page = treasurer.get("/treasury/trial-balance/", {"on": on}).text

    assert "日付を、カレンダーから選んでください。" in page


def test_the_trial_balance_leads_to_the_accounts(treasurer: Client, posted: None) -> None:
    page = treasurer.get("/treasury/trial-balance/", {"on": "2026-12-31"}).text

    assert 'href="/treasury/accounts/premiums:skk/"' in page
    assert 'href="/treasury/accounts/bank:collections:tosanboshi/"' in page


def test_the_trial_balance_shows_the_newest_seal(treasurer: Client, posted: None) -> None:
    before = treasurer.get("/treasury/trial-balance/").text
    Seal.objects.create(
        number=7, previous="a" * 64, digest="b" * 64, count=1, last_posted_in=1, last_key="a",
        fingerprints=b"", sealed_at=today.now(),
    )  # fmt: skip

    page = treasurer.get("/treasury/trial-balance/").text

    assert "まだありません。" in before
    assert "最後の封印は7番" in page and "b" * 64 in page
    assert seals.head().digest == "b" * 64


def test_an_account_shows_its_period_with_the_balance_after_each(
    treasurer: Client, posted: None
) -> None:
    page = treasurer.get("/treasury/accounts/bank:collections:skk/", DECEMBER).text

    assert "期間の前の残高</dt><dd>借方 10,000円" in page
    assert "期間の終わりの残高</dt><dd>借方 35,000円" in page
    assert [cell for cell in cells(page) if cell.startswith("借方 ")] == [
        "借方 35,000円",
        "借方 30,000円",
        "借方 35,000円",
    ]


def test_the_accounts_of_single_contracts_are_one_account_and_each_its_own(
    treasurer: Client, posted: None
) -> None:
    all_of_them = treasurer.get("/treasury/accounts/premiums:skk/", DECEMBER).text
    one = treasurer.get("/treasury/accounts/premiums:skk:000000292/", DECEMBER).text

    assert "期間の終わりの残高</dt><dd>貸方 35,000円" in all_of_them
    assert "期間の終わりの残高</dt><dd>貸方 5,000円" in one


def test_a_reversal_stands_on_the_other_side(treasurer: Client, posted: None) -> None:
    writes.reverse("b", effective_on=date(2026, 12, 28), at=today.now())

    page = treasurer.get("/treasury/accounts/premiums:skk:000000195/", DECEMBER).text

    assert "取り消し" in page
    assert "期間の終わりの残高</dt><dd>貸方 10,000円" in page


def test_a_day_leads_to_its_transfers(treasurer: Client, posted: None) -> None:
    page = treasurer.get("/treasury/accounts/bank:collections:skk/", DECEMBER).text

    assert 'href="?since=2026-12-18&amp;until=2026-12-18"' in page


def test_a_long_account_goes_on_where_the_page_before_ended(
    treasurer: Client, posted: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account_page, "LINES_A_PAGE", 1)
    first = treasurer.get("/treasury/accounts/bank:collections:skk/", DECEMBER).text
    (more,) = re.findall(r'href="(\?[^"]*key=[^"]*)"', first)

    second = treasurer.get(
        "/treasury/accounts/bank:collections:skk/" + more.replace("&amp;", "&")
    ).text

    assert "借方 30,000円" in cells(first) and ">c<" not in first
    assert cells(second)[-1] == "借方 35,000円"
    assert "続きの仕訳を見る" not in second and "期間のはじめへ" in second


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ({"since": "2026-12-02", "until": "2026-12-01"}, "後の日を選んでください"),
        ({"since": "2024-12-01", "until": "2026-12-01"}, "1年までの期間を選んでください"),
        ({"since": "x", "until": ""}, "日付を、カレンダーから選んでください。"),
    ],
)
def test_a_period_that_cannot_be_is_asked_again(
    treasurer: Client, posted: None, period: dict[str, str], words: str
) -> None:
    assert words in treasurer.get("/treasury/accounts/premiums:skk/", period).text


@pytest.mark.parametrize("account", ["premiums", "premiums:third", "'--:skk", "あ:skk", "x" * 70])
def test_an_account_that_is_none_is_not_found(treasurer: Client, account: str) -> None:
    assert treasurer.get(f"/treasury/accounts/{quote(account)}/").status_code == 404


@pytest.mark.parametrize("place", [{"on": "x"}, {"on": "2026-12-18", "key": "'" * 200}])
def test_a_place_nobody_gave_is_harmless(
    treasurer: Client, posted: None, place: dict[str, str]
) -> None:
    answer = treasurer.get("/treasury/accounts/premiums:skk/", DECEMBER | place)

    assert answer.status_code == 200


def test_the_balance_of_a_place_is_the_sum_of_all_before(posted: None) -> None:
    place = Place(date(2026, 12, 18), "b")

    assert accounts.balance("premiums:skk", before=date(2026, 12, 1)) == Yen(-10_000)
    assert accounts.balance("premiums:skk", before=date(2026, 12, 1), after=place) == Yen(-30_000)
