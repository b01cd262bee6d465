"""まとめて払う、やめる、払い方を変える — asked, shown with what it comes to, sent."""

from typing import Any

import pytest
from django.test import Client

from kyosai.exchange.messages.amendments import PaymentClassChange, Prepayment, PrepaymentEnd
from tests.doors.portal import fake_core
from tests.doors.portal.test_amendment import EFFECT, TERMS, impatient, shown

__all__ = ["impatient"]
GIVEN = {"months": "12", "first": "2026-12", "repeats": "yearly"}
PREPAID = {
    "months": 12,
    "earlier": 0,
    "first": "2026-12",
    "last": "2027-11",
    "yen": 360_000,
    "discount": 1_782,
    "year": 2026,
    "counts": True,
    "room": None,
    "is_yearly": True,
}


def test_what_is_to_come_stands_above_the_question(hanako: Client) -> None:
    coming = {"month": "2026-12", "months": 6, "is_again": True}

    page = shown(hanako, "/change/prepayment/", TERMS | {"next_prepayment": coming})

    assert "2026年12月（6か月分）" in page
    assert "2026年10月から" in page and "2027年10月から" in page
    assert "2027年11月から" not in page


@pytest.mark.parametrize(
    ("prepaid", "says"),
    [
        (
            {},
            [
                "360,000円",
                "1,782円",
                "2026年12月分から2027年11月分まで（12か月分）",
                "全額が入ります",
            ],
        ),
        ({"counts": False}, ["すべては入りません。1年より先の分は、税務署に確かめてください。"]),
        ({"is_yearly": False}, ["1回だけです。"]),
        ({"earlier": 2}, ["その前の2か月分も入っています。"]),
        ({"room": 50_000}, ["上限までの残り", "50,000円"]),
    ],
)
def test_the_check_shows_sum_discount_year_and_room(
    hanako: Client, prepaid: dict[str, Any], says: list[str]
) -> None:
    hanako.post("/change/prepayment/", GIVEN)

    page = shown(
        hanako,
        "/change/prepayment/check/",
        EFFECT | {"prepaid": PREPAID | prepaid, "is_named_month": True},
    )

    assert [words for words in says if words not in page] == []
    assert "2026年12月9日（水）16:00までに送ると" in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"months": "1"}, "months"),
        ({"months": "25"}, "months"),
        ({"months": "13"}, "months"),  # every year
        ({"months": ""}, "months"),
        ({"first": "2026-13"}, "first"),
        ({"first": ""}, "first"),
        ({"repeats": ""}, "repeats"),
    ],
)
def test_what_cannot_be_is_refused_at_once(
    hanako: Client, changed: dict[str, str], field: str
) -> None:
    page = hanako.post("/change/prepayment/", GIVEN | changed)

    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]


@pytest.mark.parametrize(("first", "sent"), [("earliest", ""), ("2027-03", "2027-03")])
def test_a_prepayment_is_sent_as_it_was_given(hanako: Client, first: str, sent: str) -> None:
    hanako.post("/change/prepayment/", GIVEN | {"first": first})

    hanako.post("/change/prepayment/send/")

    (arrived,) = fake_core.arrived("prepayment")
    assert isinstance(arrived.message, Prepayment)
    message = arrived.message
    assert (message.first, message.months, message.is_yearly) == (sent, 12, True)


@pytest.mark.parametrize("last", ["none", "next"])
def test_an_end_is_sent_as_it_was_given(hanako: Client, last: str) -> None:
    hanako.post("/change/prepayment-end/", {"last": last})

    hanako.post("/change/prepayment-end/send/")

    (arrived,) = fake_core.arrived("prepayment_end")
    assert isinstance(arrived.message, PrepaymentEnd)
    assert arrived.message.last == last


def test_a_payment_class_is_sent_as_it_was_given(hanako: Client) -> None:
    hanako.post("/change/payment-class/", {"payment_class": "yearly", "designated_month": "12"})

    hanako.post("/change/payment-class/send/")

    (arrived,) = fake_core.arrived("payment_class_change")
    assert isinstance(arrived.message, PaymentClassChange)
    assert (arrived.message.payment_class, arrived.message.designated_month) == ("yearly", 12)


def test_an_enterprise_is_told_that_it_pays_monthly(seiki: Client) -> None:
    page = seiki.post(
        "/change/payment-class/", {"payment_class": "yearly", "designated_month": "12"}
    )

    (said,) = page.context["form"].errors["payment_class"]
    assert "倒産防止共済は、毎月の払い方だけです" in said


def test_the_contract_shows_how_it_is_paid_with_links(hanako: Client) -> None:
    paying = {
        "payment_class": "年払い（12月）",
        "from_then_on": {"since": "2027-12", "payment_class": "毎月払い"},
        "prepaid_until": "2027-11",
        "next": {"month": "2027-12", "months": 12, "debit_on": "2027-12-20", "is_again": True},
    }
    contract = fake_core.POSITION["contracts"][0] | {"paying": paying}
    waiting = hanako.get("/mine/")
    fake_core.show({"position": fake_core.POSITION | {"contracts": [contract]}})

    page = hanako.get(waiting.context["refresh"]["url"]).content.decode()

    for words in (
        "年払い（12月）",
        "2027年12月分から毎月払いになります。",
        "2027年11月分まで払ってあります。",
        "次は2027年12月に、12か月分を払います。",
        "引き落とし日は2027年12月20日（月）です。",
        "/change/payment-class/",
        "/change/prepayment/",
        "/change/prepayment-end/",
    ):
        assert words in page
