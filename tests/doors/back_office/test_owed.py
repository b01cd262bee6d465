"""責任額と資産 — what the treasury asks, enters and confirms, and what is refused."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from kyosai.doors import today
from kyosai.records.assets import reads as assets
from kyosai.records.assets import writes
from tests.procedures.lending import borrowing

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
HEAD = "資産の種類,時価,1年間の収益,1年間に入れた額\n"
SHEET = HEAD + "国内債券（見本）,7000000,-20000,100000\n短期資産（見本）,3000000,220000,0\n"


def entered(client: Client, text: str = SHEET, **changes: str) -> int:
    given = {"scheme": "skk", "as_of": f"{today.today() - timedelta(days=1)}", **changes}
    sheet = SimpleUploadedFile("sheet.csv", text.encode())
    return client.post("/treasury/assets/enter/", given | {"sheet": sheet}).status_code


def test_a_sheet_counts_once_another_officer_confirmed_it(sign_in: SignIn) -> None:
    makoto, kaoru = (sign_in("treasurer", username=name) for name in ("makoto", "kaoru"))
    assert entered(makoto) == 302
    (sheet,) = assets.sheets()

    alone = makoto.post(f"/treasury/assets/{sheet.id}/approve/")
    together = kaoru.post(f"/treasury/assets/{sheet.id}/approve/")

    assert (alone.status_code, together.status_code) == (409, 302)
    assert "ほかの人に依頼してください" in alone.text
    counted = assets.newest("skk", on=today.today())
    assert counted is not None and counted.market.amount == 10_000_000
    assert "2.05%" in kaoru.get("/treasury/assets/").text  # 200,000 of 9,700,000 and half 100,000


def test_the_database_itself_refuses_the_same_officer(sign_in: SignIn) -> None:
    assert entered(sign_in("treasurer", username="makoto")) == 302
    (sheet,) = assets.sheets()

    with pytest.raises(DatabaseError, match="does not approve"), transaction.atomic():
        writes.approve(sheet.id, officer="makoto", at=today.now())


@pytest.mark.parametrize(
    ("text", "changes", "words"),
    [
        (HEAD + "債券,たくさん,0,0\n", {}, "2行目の「時価」：たくさん"),
        (SHEET, {"as_of": "2099-03-31"}, "まだ終わっていない日"),
        (SHEET, {"as_of": ""}, "カレンダーから選んでください"),
    ],
)
def test_a_faulty_sheet_is_refused_and_nothing_is_kept(
    sign_in: SignIn, text: str, changes: dict[str, str], words: str
) -> None:
    makoto = sign_in("treasurer", username="makoto")
    given = {"scheme": "skk", "as_of": f"{today.today() - timedelta(days=1)}", **changes}

    page = makoto.post(
        "/treasury/assets/enter/", given | {"sheet": SimpleUploadedFile("a.csv", text.encode())}
    )

    assert page.status_code == 409 and words in page.text
    assert assets.sheets() == []


def test_the_same_sheet_is_not_entered_twice(sign_in: SignIn) -> None:
    makoto = sign_in("treasurer", username="makoto")

    assert [entered(makoto), entered(makoto)] == [302, 409]


def test_what_is_owed_stands_beside_what_is_held(sign_in: SignIn) -> None:
    borrowing.holder(2, yen=50_000, months=180)
    makoto, kaoru = (sign_in("treasurer", username=name) for name in ("makoto", "kaoru"))
    assert entered(makoto) == 302
    kaoru.post(f"/treasury/assets/{assets.sheets()[0].id}/approve/")

    page = makoto.get("/treasury/owed/", {"on": f"{today.today()}"}).text
    outlook = makoto.get("/treasury/outlook/", {"on": f"{today.today()}"}).text

    assert "共済金A" in page and "1件" in page and "10,000,000円" in page
    assert "40年目" in outlook and "基本の仮定" in outlook


def test_a_day_to_come_is_refused_with_words(sign_in: SignIn) -> None:
    makoto = sign_in("treasurer", username="makoto")

    for page in ("owed", "outlook"):
        answer = makoto.get(f"/treasury/{page}/", {"on": f"{date(2099, 1, 1)}"})
        assert answer.status_code == 409 and "今日までの日付" in answer.text


def test_a_desk_of_cases_does_not_come_in(examiner: Client) -> None:
    assert examiner.get("/treasury/owed/").status_code in (302, 403)
