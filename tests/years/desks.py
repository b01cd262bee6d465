"""The officers of a test world: letters posted, strange money returned, warnings without effect."""

import random
from datetime import datetime

from django.db import transaction

from kyosai.procedures.collection import query, returning
from kyosai.records.contracts import writes as contracts
from kyosai.records.notices import writes as notices
from kyosai.records.remittances import reads as remittances
from tests.procedures.letters import printing
from tests.years import seen
from tests.years.bank import Bank
from tests.years.oracle import Model

OFFICER = "makoto"


class Desks:
    """Treasury and contracts, one day a week; and the holders who open what they were sent."""

    def __init__(self, chance: random.Random, model: Model, bank: Bank) -> None:
        self.chance, self.model, self.bank = chance, model, bank

    def act(self, now: datetime) -> None:
        """Work through what lies there; some of it stays for another week."""
        for notice in _unread_warnings():
            if self.chance.random() < 0.3:
                notices.mark_read(notice, at=now)
        if _letters_wait() and self.chance.random() < 0.5:
            printing.posted(at=now, tracking="100-00-00000-0")
        for case, receipt in _open_cases():
            if self.chance.random() < 0.5:
                self._close(case, receipt, now)
        for entry in remittances.unmatched():
            if self.chance.random() < 0.3:
                self._return(entry.statement_id, entry.ordinal, entry.scheme, now)

    def _close(self, case: str, receipt: str, now: datetime) -> None:
        _, number, *_ = receipt.split(":")
        if self.model.lives[number].ended_on is None:
            query.close(case, officer=OFFICER, words="正当な理由がないため、解除する", at=now)
            with transaction.atomic():
                contracts.end(number, on=now.date(), cause="by_smrj")
            self.model.end(number, on=now.date())

    def _return(self, statement: str, ordinal: int, scheme: str, now: datetime) -> None:
        lives = [each for each in self.model.lives.values() if each.scheme == scheme]
        if lives:
            life = self.chance.choice(lives)
            yen = returning.return_entry(
                statement, ordinal, contract=life.number, officer=OFFICER, at=now
            )
            self.bank.returned[scheme] += yen.amount


def _unread_warnings() -> list[object]:
    found = seen.rows(
        "SELECT n.id FROM notice n WHERE n.kind = 'unpaid_warning'"
        " AND NOT EXISTS (SELECT FROM notice_reading r WHERE r.notice_id = n.id) ORDER BY n.key"
    )
    return [notice for (notice,) in found]


def _open_cases() -> list[tuple[str, str]]:
    return seen.rows(
        "SELECT number, receipt FROM case_file WHERE NOT is_closed"
        " AND receipt LIKE 'unpaid:%%' ORDER BY receipt"
    )


def _letters_wait() -> bool:
    return bool(
        seen.rows(
            "SELECT FROM letter l"
            " WHERE NOT EXISTS (SELECT FROM letter_line i WHERE i.letter_id = l.serial) LIMIT 1"
        )
    )
