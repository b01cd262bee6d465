"""差し止めの記録 — two officers set it and lift it; the law says which papers have any effect."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from kyosai.basis.refusal import Refused
from kyosai.procedures.barring import enter
from kyosai.records.documents import reads as documents
from kyosai.records.holds import reads as holds
from kyosai.records.holds import writes
from tests.procedures.barring.papers import NOW, PICTURE, held, served
from tests.procedures.payout.claimants import holder

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def test_a_hold_bars_from_its_entry_until_two_officers_lift_it() -> None:
    contract = holder()

    hold = held(contract, is_confirmed=False)
    barred = [holds.is_barred(contract)]
    enter.decide(hold, is_right=True, officer="kaoru", why="書類と合っています。", at=NOW)
    enter.propose_lifting(hold, officer="makoto", why="取下げの通知が届きました。", at=LATER)
    barred.append(holds.is_barred(contract))
    enter.decide_lifting(hold, is_right=True, officer="kaoru", why="確かめました。", at=LATER)
    barred.append(holds.is_barred(contract))

    (known,) = holds.of_contract(contract)
    assert barred == [True, True, False]
    assert [each.word for each in known.words] == ["confirmed", "lift_proposed", "lifted"]
    paper = documents.issued(enter.PAPER, number=str(hold))
    assert paper is not None and paper.content == PICTURE


def test_the_same_officer_neither_confirms_nor_lifts() -> None:
    hold = held(holder(), is_confirmed=False)

    with pytest.raises(enter.SameOfficer):
        enter.decide(hold, is_right=True, officer="makoto", why="合っています。", at=NOW)

    enter.decide(hold, is_right=True, officer="kaoru", why="合っています。", at=NOW)
    enter.propose_lifting(hold, officer="kaoru", why="終わりました。", at=LATER)
    with pytest.raises(enter.SameOfficer):
        enter.decide_lifting(hold, is_right=True, officer="kaoru", why="確かめた。", at=LATER)


@pytest.mark.parametrize(
    ("word", "officer"),
    [("confirmed", "makoto"), ("lifted", "kaoru"), ("lift_proposed", "kaoru")],
)
def test_the_database_itself_refuses_a_word_out_of_turn(word: str, officer: str) -> None:
    hold = held(holder(), is_confirmed=False)

    with pytest.raises(DatabaseError, match="not the next word"), transaction.atomic():
        writes.say(hold, word, officer=officer, why="見本", at=NOW)


@pytest.mark.parametrize("kind", ["seizure", "assignment", "insolvency"])
def test_the_act_on_skk_gives_these_papers_no_effect(kind: str) -> None:
    """小規模企業共済法15条: 国税滞納処分のほかは、差し押さえられない。"""
    contract = holder()

    with pytest.raises(Refused, match="差し押さえ"):
        held(contract, kind=kind)

    assert not holds.is_barred(contract)


@pytest.mark.parametrize("kind", ["tax_seizure", "seizure", "assignment", "estate", "insolvency"])
def test_each_paper_bars_a_contract_of_tosanboshi(kind: str) -> None:
    contract = holder(scheme="tosanboshi", months=24, formed_on=date(2024, 10, 1))

    held(contract, kind=kind)

    assert holds.is_barred(contract)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"paper": b"MZ"}, enter.NoPaper),
        ({"paper": b""}, enter.NoPaper),
        ({"claimant": " "}, enter.NotSaid),
        ({"reference": ""}, enter.NotSaid),
        ({"served_on": date(2026, 10, 30)}, enter.NotServedYet),
        ({"claimed": None}, enter.NoSum),
    ],
)
def test_a_paper_that_says_too_little_is_not_entered(
    changes: dict[str, Any], refusal: type[Refused]
) -> None:
    contract = holder()

    with pytest.raises(refusal):
        enter.enter(contract, served(**changes), officer="makoto", at=NOW)

    assert holds.of_contract(contract) == []


def test_the_same_paper_is_entered_once() -> None:
    contract = holder()
    held(contract)

    with pytest.raises(enter.KnownAlready):
        held(contract)
