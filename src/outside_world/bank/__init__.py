"""銀行と収納代行 — takes request files, answers each record, hands results out at their time."""

from outside_world.bank import accounts, answers, requests, results

TABLES = ";".join((accounts.TABLES, answers.TABLES, requests.TABLES, results.TABLES))
