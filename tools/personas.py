"""make personas — people of the workshop who have had contracts for years, to be linked and used.

They stand as taken over: nobody sees them in the portal before their number is linked.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

from kyosai.basis import identifiers
from kyosai.basis.months import Month
from kyosai.sites import wiring
from tools.population.arrears import LAST
from tools.population.preparing import prepare
from tools.population.rows import TABLES, Person, lines_of

FIRST_SERIAL = 9_900_001  # beyond what a country of two million reaches
ADDRESS = "東京都架空区見本町１丁目２番３号"


@dataclass(frozen=True)
class Persona:
    """Somebody with a contract: the scheme, who they are, and months paid at a premium."""

    serial: int
    scheme: str
    name: str
    kana: str
    birthdate: str
    yen: int
    months: int
    about: str
    account: str = "1234567"
    capacity: str = "sole_proprietor"
    corporate_number: str = ""

    @property
    def contract(self) -> str:
        """The number on the certificate."""
        return identifiers.contract_number(self.serial)


PERSONAS = (
    Persona(
        FIRST_SERIAL, "skk", "例示　一郎", "レイジ イチロウ", "1968-05-05", 50_000, 180,
        "15年、毎月5万円。借りる", capacity="company_officer",
    ),
    Persona(
        FIRST_SERIAL + 1, "skk", "例示　二郎", "レイジ ジロウ", "1969-06-06", 50_000, 180,
        "14時ちょうどに借りる",
    ),
    Persona(
        FIRST_SERIAL + 2, "skk", "完了　太郎", "カンリヨウ タロウ", "1958-03-03", 10_000, 239,
        "この10月で20年、毎月1万円。廃業して受け取る",
    ),
    Persona(
        FIRST_SERIAL + 3, "skk", "完了　次郎", "カンリヨウ ジロウ", "1958-04-04", 10_000, 239,
        "この10月で20年、毎月1万円。65歳からの受け取り",
    ),
    Persona(
        FIRST_SERIAL + 4, "tosanboshi", "例示継続株式会社", "レイジケイゾク", "1965-06-06",
        200_000, 10, "10か月、毎月20万円。取引先が倒産する",
        capacity="company", corporate_number="4999901000012",
    ),
    Persona(
        FIRST_SERIAL + 5, "skk", "返却　三郎", "ヘンキヤク サブロウ", "1957-07-07", 10_000, 240,
        "振込が資金返却になる", account="9200003",
    ),
)  # fmt: skip


def main() -> None:
    """Write them down, and say their numbers."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--state", type=Path, default=wiring.ROOT / ".state")
    seat(asked.parse_args().state)
    for each in PERSONAS:
        print(f"{each.contract}　{each.name}（{each.birthdate}）　{each.about}")


def seat(state: Path) -> None:
    """Write every persona into a workshop's core, once; who is there already stays."""
    prepare(state)
    import django

    django.setup()
    from django.db import connection, transaction

    from tools.population import last_month

    last_month.note()
    for each in PERSONAS:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT FROM contract WHERE number = %s", [each.contract])
            if cursor.fetchone():
                continue
            for table, line in lines_of(each.scheme, each.serial, _person(each)):
                with cursor.copy(f"COPY {table} ({TABLES[table]}) FROM STDIN") as copy:
                    copy.write(line)
    connection.close()


def _person(persona: Persona) -> Person:
    first: Month = LAST + (1 - persona.months)
    return Person(
        party=f"{persona.serial:032x}",
        account=persona.account,
        name=(persona.name, persona.kana),
        address=ADDRESS,
        business=persona.name if persona.corporate_number else "",
        birthdate=persona.birthdate,
        trade="retail",
        capacity=persona.capacity,
        bank=("9901", "001"),
        stretches=[(first, persona.yen, persona.months)],
        now=persona.yen,
        corporate_number=persona.corporate_number,
    )


if __name__ == "__main__":
    main()
