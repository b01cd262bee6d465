"""ファイルの合計 — one file's block beside the plan and the dues it was made from."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from kyosai.records.premiums.models import DebitFile

FIRST_OF_LOANS = 90  # Files of repayments are numbered from here on.


@dataclass(frozen=True)
class Block:
    """The trailer's count and sum, and the same told by the plan and by the dues."""

    name: str
    cycle: str
    scheme: str
    channel: str
    debit_on: date
    hand_in_by: datetime
    digest: str
    made_at: datetime
    made_by: str
    records: int
    yen: int
    planned: int
    planned_yen: int
    surcharges_yen: int
    dues: int
    dues_yen: int
    first_debits: int
    before: tuple[int, int] | None

    @property
    def is_even(self) -> bool:
        """Tell whether file, plan and dues are the same to the yen."""
        return (self.records, self.yen) == (self.planned, self.planned_yen) and (
            self.planned_yen == self.dues_yen + self.surcharges_yen
        )


def of_file(name: str) -> Block | None:
    """Return the block of a file."""
    file = DebitFile.objects.filter(name=name).select_related("cycle").first()
    if file is None:
        return None
    cycle = file.cycle
    return Block(
        name=file.name,
        cycle=cycle.key,
        scheme=cycle.scheme,
        channel=cycle.channel,
        debit_on=cycle.debit_on,
        hand_in_by=cycle.hand_in_by,
        digest=file.digest,
        made_at=file.made_at,
        made_by=file.made_by,
        records=file.records,
        yen=file.yen,
        **_figures(cycle.key, file.part),
        before=_before(cycle.scheme, cycle.channel, file.part, cycle.debit_on),
    )


def _figures(cycle: str, part: int) -> dict[str, Any]:
    names = ["planned", "planned_yen", "surcharges_yen", "first_debits", "dues", "dues_yen"]
    with connection.cursor() as cursor:
        question = FIGURES if part < FIRST_OF_LOANS else FIGURES_OF_LOANS
        cursor.execute(question, {"cycle": cycle, "part": part})
        return dict(zip(names, cursor.fetchone(), strict=True))


FIGURES = """
WITH asked AS (
    SELECT * FROM debit_request WHERE cycle_id = %(cycle)s AND part = %(part)s
), owed AS (
    SELECT d.yen FROM asked a CROSS JOIN unnest(a.months) AS x (month)
    JOIN premium_due d ON d.contract_id = a.contract_id AND d.month = x.month
)
SELECT count(*), coalesce(sum(a.yen), 0)::bigint,
    coalesce(sum((SELECT sum(s) FROM unnest(a.surcharges) AS s)), 0)::bigint,
    count(*) FILTER (WHERE a.new_code = '1'),
    (SELECT count(*) FROM owed), (SELECT coalesce(sum(yen), 0)::bigint FROM owed)
FROM asked a
"""

# A file of repayments: what it asks, its late interest, and the turns it is made from.
FIGURES_OF_LOANS = """
SELECT count(DISTINCT customer_no), coalesce(sum(yen), 0)::bigint,
    coalesce(sum(penalty), 0)::bigint, 0, coalesce(sum(cardinality(turns)), 0)::bigint,
    coalesce(sum(principal + interest), 0)::bigint
FROM loan_request WHERE cycle_id = %(cycle)s AND %(part)s >= 90
"""


def _before(scheme: str, channel: str, part: int, debit_on: date) -> tuple[int, int] | None:
    """Return count and sum of the same file of the debit day before, if there was one."""
    rows = DebitFile.objects.filter(
        cycle__scheme=scheme,
        cycle__channel=channel,
        cycle__is_regular=True,
        cycle__debit_on__lt=debit_on,
        part=part,
    )
    return rows.order_by("-cycle__debit_on").values_list("records", "yen").first()
