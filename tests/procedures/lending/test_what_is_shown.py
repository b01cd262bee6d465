"""What a borrower sees: limit and reason beforehand, balance afterwards, and the contract again."""

from base64 import b64decode
from datetime import datetime
from typing import Any

import pypdfium2
import pytest

from kyosai.casework import reads as cases
from kyosai.exchange.messages.lending import LoanRequest
from kyosai.procedures.access import position, single
from kyosai.procedures.lending import borrower, paper, preview
from kyosai.procedures.lending.skk import terms
from kyosai.records.loans import reads as loans
from kyosai.records.parties import reads as parties
from tests.procedures.collection import world
from tests.procedures.lending.borrowing import dealt, holder, moment, party, request, sent, signed

pytestmark = pytest.mark.django_db
MORNING = "2026-10-13T10:05:00"
AFTER = moment("2026-10-13T10:06:00")


def lent(message: LoanRequest) -> str:
    """Lend, and return the number of the loan."""
    sent(signed(message))
    return loans.of_contract(world.number(1))[-1].number


def seen(at: datetime = AFTER) -> dict[str, Any]:
    (contract,) = position.position(party(1), at=at)["contracts"]
    return dict(contract)


def test_the_limit_stands_on_my_contract_with_the_rules_behind_it() -> None:
    holder()

    limit = seen()["loan_limit"]

    assert limit["yen"] == dealt(request(at=MORNING)).limit.amount > 1_000_000
    assert limit["until"] == "2027-03-31"
    assert f"いまの判定による一般貸付けの限度額は{limit['yen']:,}円です。" in limit["why"]


def test_what_is_borrowed_lessens_the_limit_and_stands_beside_it() -> None:
    holder()
    before = seen()["loan_limit"]["yen"]

    number = lent(request(at=MORNING))

    assert seen()["loan_limit"]["yen"] == before - 1_000_000
    assert seen()["loans"] == [
        {
            "number": number,
            "kind_name": "一般貸付け",
            "yen": 1_000_000,
            "left": 1_000_000,
            "lent_on": "2026-10-13",
            "next_due": "2027-10-13",
        }
    ]


def test_the_page_shows_what_would_be_signed_by_the_function_that_lends() -> None:
    holder()
    message = request(7_000_000, 60, at=MORNING)

    shown = preview.facts(dealt(message))

    assert (shown["handed_over"], shown["interest"]) == (6_947_500, 52_500)
    assert len(shown["turns"]) == 10
    assert sum(turn["principal"] for turn in shown["turns"]) == 7_000_000
    assert "10回目　2031年10月13日（月）　元金 700,000円" in shown["text"]
    assert shown["due_at"] == "2026-10-13T15:30:00+09:00"


def test_every_kind_on_offer_is_shown_with_its_limit() -> None:
    holder()
    who = borrower.borrower(party(1), scheme="skk", asked_at=moment(MORNING))

    kinds = {row["key"]: row for row in terms.shown(who)["kinds"]}

    assert "special_disaster" not in kinds
    assert kinds["emergency"]["rate"] == "0.9%"
    assert kinds["general"]["limit"] == dealt(request(at=MORNING)).limit.amount


def test_the_contract_is_read_again_as_it_was_signed() -> None:
    holder()
    number = lent(request(at=MORNING))

    paper.contract(number, at=AFTER)
    shown = single.document(number, person=parties.person_of(party(1)))

    pages = pypdfium2.PdfDocument(b64decode(shown["content"]))
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    words = "".join(text.split())
    assert number in words and "借りる額：1,000,000円" in words
    assert "2026年10月13日（火）10:05に、署名用電子証明書（番号" in words


def test_another_persons_contract_is_not_found() -> None:
    holder()
    holder(2)
    number = lent(request(at=MORNING))
    paper.contract(number, at=AFTER)
    assert single.document(number, person=parties.person_of(party(2))) == {"unknown": True}


def test_the_case_keeps_no_certificate() -> None:
    holder()
    number = lent(request(at=MORNING))

    loan = loans.of_number(number)
    assert loan is not None
    filing = cases.case(loan.case_number).filing
    assert filing["loan"]["signature"]["certificate"] == ""
    assert filing["serial"]
