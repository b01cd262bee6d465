"""契約の仕訳 — the transfers of one contract, in the words of the treasury."""

from kyosai.doors.back_office import words
from kyosai.records.ledger import reads as ledger
from kyosai.reports import accounts


def lines(number: str) -> list[dict[str, str]]:
    """Return a contract's transfers as lines of a table."""
    return [
        {
            "on": words.on(row.effective_on),
            "posted": words.at(row.posted_at),
            "debit": accounts.name(row.debit),
            "credit": accounts.name(row.credit),
            "yen": words.yen(row.yen),
            "key": row.key,
        }
        for row in ledger.of_contract(number)
    ]


def own_accounts(number: str) -> list[tuple[str, str]]:
    """Return name and words of the accounts that belong to this contract alone."""
    names = {side for row in ledger.of_contract(number) for side in (row.debit, row.credit)}
    return [(name, accounts.name(name)) for name in sorted(names) if name.endswith(f":{number}")]
