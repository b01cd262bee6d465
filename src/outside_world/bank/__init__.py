"""銀行と収納代行 — takes request files, answers each record, hands results out at their time."""

from outside_world.bank import (
    accounts,
    answers,
    remittances,
    requests,
    results,
    statements,
    transfers,
)

TABLES = ";".join(
    each.TABLES
    for each in (accounts, answers, requests, results, remittances, statements, transfers)
)
