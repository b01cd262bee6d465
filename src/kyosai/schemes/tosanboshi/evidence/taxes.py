"""納税証明書の見方 — whose it is, how fresh, whether it covers the year, and what is unpaid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import alike, parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import later
from kyosai.schemes.tosanboshi import eligibility

FRESH = "e-Taxで新しい電子納税証明書を取って、選び直してください。"


@dataclass(frozen=True)
class Taxpayer:
    """Whose taxes they are; a person has no corporate number, and is known by the address."""

    name: str
    address: str
    corporate_number: str = ""


@dataclass(frozen=True)
class TaxDue:
    """One tax: its name, the last day to pay it, and what is unpaid of it."""

    name: str
    due_on: date
    unpaid: Yen


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a certificate shows."""

    kind: str
    issued_on: date
    taxpayer: Taxpayer
    taxes: tuple[TaxDue, ...]


@dataclass(frozen=True)
class Trouble:
    """Why a certificate does not do, and what the person can do."""

    key: str
    sentence: str


@implements("中小企業倒産防止共済法施行規則2条4号")
def troubles(shown: Shown, *, of: Taxpayer, on: date) -> tuple[Trouble, ...]:
    """Return why a certificate does not show what the rule asks of this applicant on a day."""
    return (*_whose(shown.taxpayer, of), *_fit(shown, on), *_paid(shown, on))


@implements("中小企業倒産防止共済法施行規則2条4号")
def unpaid_due_on(shown: Shown, *, on: date) -> tuple[date, ...]:
    """Return the due days, within the year before, of income or corporation tax not paid.

    「申込みの日以前一年間において納期が到来した所得税又は法人税」; other taxes do not count.
    """
    return tuple(each.due_on for each in _asked(shown, on) if each.unpaid > Yen(0))


def _whose(shown: Taxpayer, of: Taxpayer) -> Iterator[Trouble]:
    if not alike.is_same(shown.name, of.name):
        yield Trouble(
            "tax_certificate_name",
            f"納税証明書の名前（{shown.name}）が、申し込む方（{of.name}）と違います。"
            "申し込む方の納税証明書を選んでください。",
        )
    if shown.corporate_number != of.corporate_number:
        yield Trouble(
            "tax_certificate_number",
            "納税証明書の法人番号が、申し込む会社と違います。"
            "申し込む会社の納税証明書を選んでください。",
        )
    elif not of.corporate_number and not alike.is_same(shown.address, of.address):
        yield Trouble(
            "tax_certificate_address",
            f"納税証明書の住所（{shown.address}）が、申し込む方の住所と違います。"
            "引っ越したときは、写真かPDFで送ってください。",
        )


def _fit(shown: Shown, on: date) -> Iterator[Trouble]:
    facts = _facts(on)
    if shown.kind not in facts["kinds"]:
        yield Trouble(
            "tax_certificate_kind",
            f"納税証明書の種類が「{shown.kind}」です。「その1」の証明書を選んでください。",
        )
    months: int = facts["valid_months"]
    if shown.issued_on < later(on, months=-months):
        yield Trouble(
            "tax_certificate_old",
            f"納税証明書が、{months}か月より前に発行されています。{FRESH}",
        )


def _paid(shown: Shown, on: date) -> Iterator[Trouble]:
    asked = _asked(shown, on)
    if not asked:
        name = "法人税" if shown.taxpayer.corporate_number else "申告所得税"
        yield Trouble(
            "tax_certificate_year",
            f"この1年に納期が来た{name}が、納税証明書にありません。{name}の直近の分を選んで、"
            "取り直してください。",
        )
    owed = [each for each in asked if each.unpaid > Yen(0)]
    if owed:
        listed = "、".join(f"{each.name}{each.unpaid}" for each in owed)
        yield Trouble(
            "tax_certificate_unpaid",
            f"納めていない税金があります（{listed}）。納めてから、新しい証明書を取ってください。",
        )


def _asked(shown: Shown, on: date) -> tuple[TaxDue, ...]:
    """Return the taxes the rule asks about: of this kind of taxpayer, due within the year."""
    side = "of_corporations" if shown.taxpayer.corporate_number else "of_persons"
    names: list[str] = _facts(on)[side]
    return tuple(
        each
        for each in shown.taxes
        if each.name in names and eligibility.is_asked_of(each.due_on, on=on)
    )


def _facts(on: date) -> dict[str, Any]:
    return _versions().on(on)


@cache
def _versions() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "taxes")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
