"""One contract can be told from beginning to end."""

from datetime import date, timedelta

from kyosai.basis.money import Yen
from kyosai.doors import today
from kyosai.records.contracts import reads as contracts
from kyosai.records.ledger import writes as ledger
from kyosai.reports import accounts, audit
from tests.doors.back_office import samples


def test_a_contract_is_told_in_the_order_it_happened(db: None) -> None:
    number = samples.contract()
    posting = ledger.Posting(
        key=f"collected:x:{number}:2026-10",
        kind="premium_collected",
        debit="bank:collections:skk",
        credit=f"premiums:skk:{number}",
        amount=Yen(10_000),
        effective_on=date(2026, 12, 18),
        contract=number,
    )
    ledger.post(posting, at=today.now() + timedelta(days=30))

    turns = audit.told(contracts.standing(number))

    assert [turn.at for turn in turns] == sorted(turn.at for turn in turns)
    assert [turn.words.split("　")[0] for turn in turns[:2]] == ["受付", "自動判定：担当者へ"]
    assert "「契約が成立しました」を送りました。" in [turn.words for turn in turns]
    assert "10,000円" in turns[-1].words
    assert turns[-1].rests_on == posting.key


def test_accounts_have_the_names_of_the_trade() -> None:
    assert accounts.name("bank:collections:skk") == "預金（掛金の入金）　小規模企業共済"
    assert accounts.name("premiums:skk:000000195") == "掛金　小規模企業共済　000000195"
    assert accounts.name("unheard:of") == "unheard:of"
