"""先月までの引き落とし — the debits before the story, done with: nobody is asked for them again."""

from django.db import transaction

from kyosai.records.premiums import cycles
from tools.population import arrears


def note() -> None:
    """Note every debit day of the last month as answered and its money as come."""
    for cycle in arrears.last_cycles():
        with transaction.atomic():
            if cycles.enter(cycle).planned_at is None:
                cycles.note_planned(cycle.key, at=cycle.build_at)
                cycles.note_built(cycle.key, at=cycle.build_at)
                cycles.note_settled(cycle.key, at=cycle.result_at)
                cycles.note_confirmed(cycle.key, at=cycle.result_at)
                cycles.note_remitted(cycle.key, at=cycle.result_at)
