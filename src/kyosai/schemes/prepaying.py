"""まとめて払う — what paying several months together needs, alike in both Acts."""

from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes import both
from kyosai.schemes.payment_terms import ClassFrom


class TooFewMonths(Refused):
    """A prepayment of no month ahead."""

    reason = "まとめて払うのは2か月分からです。2か月分以上にしてください。"


class TooManyMonths(Refused):
    """A prepayment of more months than one debit takes."""

    reason = "1回にまとめて払えるのは24か月分までです。月数を少なくしてください。"


class TooManyEveryYear(Refused):
    """A yearly prepayment whose turns would overlap."""

    reason = "毎年くり返せるのは12か月分までです。月数を少なくするか、1回だけを選んでください。"


class TooLateForMonth(Refused):
    """A month whose file is closed, that is paid, or that waits for the debit of another."""

    reason = "その月は締切をすぎたか、払う日がもう決まっています。あとの月を選んでください。"


class TooEarlyForMonth(Refused):
    """A month that lies too far ahead to be asked for."""

    reason = "1年より先の月は、まだ選べません。近い月を選んでください。"


class StillUnpaid(Refused):
    """Arrears, to which a prepayment is not applied."""

    reason = "まだ払っていない月があるため、まとめて払えません。その分を払った後に申し込めます。"


class MonthlyAlone(Refused):
    """A payment class the Act does not know."""

    reason = (
        "倒産防止共済は、毎月の払い方だけです。"
        "まとめて払うときは「まとめて払う（前納）」を選んでください。"
    )


class NoSuchMonth(Refused):
    """A designated month that is none of the twelve."""

    reason = "まとめて引き落とす月は、1月から12月までです。月を選んでください。"


class SameClass(Refused):
    """The payment class a contract has already."""

    reason = "いまと同じ払い方です。ちがう払い方か、ちがう月を選んでください。"


@implements("小規模企業共済法18条", "中小企業倒産防止共済法15条1項")
def insist_on_months(months: int, *, is_yearly: bool, on: date) -> None:
    """Refuse a prepayment of too few or too many months."""
    law = _law().on(on)
    if months < law["fewest_months"]:
        raise TooFewMonths(field="months")
    if months > law["most_months"]:
        raise TooManyMonths(field="months")
    if is_yearly and months > law["most_months_every_year"]:
        raise TooManyEveryYear(field="months")


@implements("小規模企業共済法18条", "中小企業倒産防止共済法15条1項")
def insist_on_month(month: Month, *, first_free: Month, on: date) -> None:
    """Refuse a month that nobody can be asked for any more, or that is too far off."""
    if month < first_free:
        raise TooLateForMonth(field="first")
    if month - max(first_free, Month.of(on)) > _law().on(on)["most_months_until"]:
        raise TooEarlyForMonth(field="first")


@implements("小規模企業共済法施行規則19条", "中小企業倒産防止共済法施行規則36条")
def insist_on_payment_class(wanted: ClassFrom, *, now: ClassFrom, scheme: str, on: date) -> None:
    """Refuse a payment class the Act does not know, or the one there is.

    Half-yearly the designated month and the sixth after it are the same choice; monthly no month
    is designated.
    """
    classes = both.rules_for(scheme).payment_classes(on=on)
    if wanted.name not in classes:
        raise MonthlyAlone(field="payment_class")
    if not 1 <= wanted.designated <= 12:
        raise NoSuchMonth(field="designated_month")
    is_same_month = (wanted.designated - now.designated) % classes[wanted.name] == 0
    if wanted.name == now.name and is_same_month:
        raise SameClass(field="payment_class")


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "prepaying")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
