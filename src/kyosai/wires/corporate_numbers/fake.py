"""にせの法人番号 — for unit tests: a register of two fictional companies."""

from dataclasses import dataclass, field, replace
from datetime import date

from kyosai.wires.corporate_numbers.register import Corporation
from kyosai.wires.failure import Unreachable

SAMPLE = Corporation(
    number="2010401999001",
    name="株式会社見本製作所",
    furigana="ミホンセイサクショ",
    kind="301",
    prefecture="東京都",
    city="架空区",
    street="見本町１丁目２番３号",
    closed_on=None,
    close_cause="",
    successor="",
    updated_on=date(2026, 4, 1),
    has_name_image=False,
)
SEIKI = replace(
    SAMPLE,
    number="9999901000008",
    name="見本精機株式会社",
    furigana="ミホンセイキ",
    street="見本町４丁目５番６号",
)


@dataclass
class FakeRegister:
    """Knows what it was given."""

    known: dict[str, Corporation] = field(
        default_factory=lambda: {each.number: each for each in (SAMPLE, SEIKI)}
    )
    is_closed: bool = False

    def look_up(self, number: str) -> Corporation | None:
        """Return a known corporation."""
        if self.is_closed:
            raise Unreachable("the register is closed")
        return self.known.get(number)
