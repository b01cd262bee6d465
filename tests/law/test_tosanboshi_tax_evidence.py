"""納税証明書の見方 — the examples of tosanboshi/tax_evidence.toml."""

from datetime import date
from typing import Any

import pytest

from kyosai.basis.money import Yen
from kyosai.schemes.tosanboshi.evidence import taxes
from kyosai.schemes.tosanboshi.evidence.taxes import Shown, TaxDue, Taxpayer
from tests.law.examples import examples

APPLIED_ON = date(2026, 10, 20)
NAME, PLACE, NUMBER = "見本商事株式会社", "東京都架空区見本町１丁目", "9999901000008"


@pytest.mark.parametrize("example", examples("tosanboshi/tax_evidence", "shown"))
def test_what_a_certificate_shows(example: dict[str, Any]) -> None:
    tax = TaxDue(
        example.get("tax", "法人税"),
        example.get("due_on", date(2026, 5, 31)),
        Yen(example.get("unpaid", 0)),
    )
    shown = Shown(
        kind=example.get("kind", "その1"),
        issued_on=example.get("issued_on", date(2026, 10, 1)),
        taxpayer=Taxpayer(
            example.get("name", NAME), example.get("address", PLACE), example.get("number", NUMBER)
        ),
        taxes=(tax,),
    )
    applicant = Taxpayer(NAME, "東京都架空区見本町1丁目", example.get("of_number", NUMBER))

    found = taxes.troubles(shown, of=applicant, on=APPLIED_ON)

    assert [each.key for each in found] == example["troubles"]
    assert all(each.sentence.endswith("ください。") for each in found)
    due_on = taxes.unpaid_due_on(shown, on=APPLIED_ON)
    assert due_on == tuple(example.get("unpaid_due_on", ()))
