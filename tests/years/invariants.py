"""What is always true, each thing in a sentence; looked at after every day, and once a month whole.

``day`` costs little: sums, and what was posted that day. ``whole`` compares every month of every
contract with the model, computes the seals again, and lets the product look after itself.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.procedures.upkeep import check, verify
from kyosai.records.premiums import reads as premiums
from kyosai.records.remittances import reads as remittances
from kyosai.schemes import both
from tests.years import seen
from tests.years.bank import Bank
from tests.years.oracle import Model, Owed, Round
from tests.years.seen import Seen


class Broken(AssertionError):
    """An invariant that does not hold."""


def insist(is_so: bool, sentence: str, *found: object) -> None:
    """Stop the world where something is not as it must be."""
    if not is_so:
        raise Broken(sentence + "".join(f"\n  {str(each)[:600]}" for each in found))


def difference(ours: dict, theirs: dict) -> list[str]:
    """Say where the books and the model differ, the first few places."""
    keys = sorted((k for k in ours.keys() | theirs.keys() if ours.get(k) != theirs.get(k)), key=str)
    told = [f"{key}: books {ours.get(key)}, model {theirs.get(key)}" for key in keys]
    return [" / ".join(map(str, each.split("\n"))) for each in told[:4]]


class View:
    """The books as they stand, beside the model and the bank."""

    def __init__(self, model: Model, bank: Bank) -> None:
        self.model, self.bank, self.seen = model, bank, Seen()
        self.sums: dict[str, int] = {}
        self.overdue: set[str] = set()

    def months(self) -> list[tuple[str, Month, Owed]]:
        """Return every month of every contract, as the model has it."""
        return [
            (number, month, each)
            for number, owed in self.model.owed.items()
            for month, each in owed.items()
        ]


# -- after every day


def dues_are_paid_open_waived_or_refunded(view: View, now: datetime) -> None:
    """What is owed is paid, open, waived or refunded, to the yen."""
    by_state: Counter[str] = Counter()
    for _, _, each in view.months():
        by_state[each.state] += each.yen
        by_state["owed"] += each.yen
        by_state["unpaid"] += each.yen if each.arrear else 0
        by_state["more"] += each.paid_more
    sums = view.sums = seen.sums()
    told = {
        "owed": sums["owed"],
        "paid": sum(view.seen.collected.values()),
        "unpaid": sums["arrears"],
        "waived": sums["waived"],
        "refunded": sums["refunded"],
    }
    model = {
        "owed": by_state["owed"],
        "paid": by_state["paid"] + by_state["refunded"],
        "unpaid": by_state["unpaid"],
        "waived": by_state["waived"],
        "refunded": by_state["refunded"],
    }
    insist(told == model, "what is owed is paid, open, waived or refunded", told, model)


def the_journal_balances(view: View, now: datetime) -> None:
    """Debits equal credits, and each scheme's books balance for themselves."""
    for scheme in both.SCHEMES:
        names = [each for each in view.seen.accounts if each.split(":")[-1] == scheme]
        left = sum(view.seen.accounts[name] for name in names)
        insist(left == 0, f"the journal of {scheme} balances", left)
    insist(sum(view.seen.accounts.values()) == 0, "the journal balances")


def money_is_the_same_at_the_bank_and_in_the_books(view: View, now: datetime) -> None:
    """Statement = journal = books: what the bank booked until the last statement read."""
    for scheme, until, closing in remittances.balances():
        booked = sum(
            line.amount.amount for who, day, line in view.bank.entries
            if who == scheme and day <= until
        )  # fmt: skip
        journal = view.seen.accounts[f"bank:collections:{scheme}"]
        insist(booked == journal == closing, "bank = journal = statement", booked, journal, closing)
        strays = sum(
            line.amount.amount for who, day, line in view.bank.entries
            if who == scheme and day <= until and not line.edi
        )  # fmt: skip
        waiting = strays - view.bank.returned[scheme]
        insist(-view.seen.accounts[f"suspense:{scheme}"] == waiting, "strays wait in suspense")


def what_was_debited_is_in_transit_or_in_the_bank(view: View, now: datetime) -> None:
    """What the bank's answers say was collected is in the journal, to the yen."""
    for scheme in both.SCHEMES:
        rounds = view.model.rounds.values()
        collected = sum(r.collected for r in rounds if r.cycle.channel.scheme == scheme)
        accounts = view.seen.accounts
        names = (f"premiums:{scheme}", f"surcharges:{scheme}", f"refunds:{scheme}")
        booked = -sum(accounts[name] for name in names) - view.bank.returned[scheme]
        insist(collected == booked, f"collected for {scheme} is booked", collected, booked)
        transit = accounts[f"transit:collections:{scheme}"]
        known = accounts[f"bank:collections:{scheme}"] + accounts[f"suspense:{scheme}"]
        known += -view.bank.returned[scheme]
        insist(transit + known == collected, "collected = in transit + in the bank")


def nobody_is_debited_twice_for_a_month(view: View, now: datetime) -> None:
    """A month of a contract is collected once."""
    insist(not view.seen.twice, "a month is debited once", view.seen.twice[:4])


def no_cycle_waits_for_its_confirmation(view: View, now: datetime) -> None:
    """A cycle all of whose answers are in is reconciled on that day."""
    insist(view.sums["unconfirmed"] == 0, "a settled cycle is confirmed the same day")


# -- once a month, and at the end


def every_month_is_as_the_model_has_it(view: View, now: datetime) -> None:
    """Each month is in exactly one state, with its yen, its failures and its next debit."""
    months = view.months()
    owed = {(who, month): (each.yen, each.promised_on) for who, month, each in months}
    found = seen.dues()
    insist(found == owed, "months owed", *difference(found, owed))
    waiting = {
        (who, month): (each.yen, each.arrear.failures, each.arrear.again)
        for who, month, each in months
        if each.arrear is not None
    }
    arrears = seen.arrears()
    insist(arrears == waiting, "months in arrears", *difference(arrears, waiting))
    gone = {
        (who, month): each.state for who, month, each in months
        if each.state in ("waived", "refunded")
    }  # fmt: skip
    insist(seen.released() == gone, "months released", *difference(seen.released(), gone))
    paid = {
        (who, month): each.yen for who, month, each in months if each.state in ("paid", "refunded")
    }
    insist(view.seen.collected == paid, "months paid", *difference(view.seen.collected, paid))


def months_are_those_the_law_counts(view: View, now: datetime) -> None:
    """No month is owed that the Act does not owe, but months ahead of a holiday or its end."""
    for number, owed in view.model.owed.items():
        life = view.model.lives[number]
        last = view.model.last_month.get(life.scheme)
        if last is None:
            continue
        law = life.months_owed(last)
        gone = ("waived", "refunded") + (("asked",) if life.ended_on else ())
        standing = {m for m, each in owed.items() if each.state not in gone}
        beyond = {m for m in standing - law if m <= last and not life.is_on_holiday(m)}
        insist(not beyond, f"{number} owes months the Act does not know", sorted(beyond))
        ceiling = both.rules_for(life.scheme).ceiling(on=now.date())
        if life.ended_on is None and ceiling is None:
            lacking = law - set(owed)
            insist(not lacking, f"{number} owes months nobody asks for", sorted(lacking, key=str))


def no_total_is_above_its_ceiling(view: View, now: datetime) -> None:
    """倒産防止共済: what is owed and paid never comes to more than 8,000,000 yen."""
    ceiling = both.rules_for("tosanboshi").ceiling(on=now.date()) or Yen(0)
    found = seen.rows(
        "SELECT t.contract_id, t.brought + t.owed - t.used FROM premium_total t"
        " WHERE t.brought + t.owed - t.used > %s", [ceiling.amount],
    )  # fmt: skip
    insist(not found, "no total is above its ceiling", found[:4])


def every_promise_is_kept_or_told(view: View, now: datetime) -> None:
    """Whoever was not debited as promised has been told; and nobody who was is told so."""
    expected = set()
    for key, each in view.model.rounds.items():
        for number, code in each.codes.items():
            who = each.asked[number].contract
            if number in each.unheard:
                continue
            if code != "0":
                expected.add(f"debit-failed:{key}:{who}")
            elif _takes_first_month(view, each, number):
                expected.add(f"first-premium:{key}:{who}")
        for who, reason in each.left_out.items():
            if reason != "too_many_unpaid":
                expected.add(f"not-debited:{key}:{who}")
    kinds = ("debit-failed:", "first-premium:", "not-debited:")
    told = {each[0] for each in seen.notices() if each[0].startswith(kinds)}
    more, less = sorted(told - expected)[:4], sorted(expected - told)[:4]
    insist(told == expected, "promises are kept or told", f"too much {more}", f"lacking {less}")


def _takes_first_month(view: View, found: Round, number: str) -> bool:
    asked = found.asked[number]
    return Month.of(view.model.lives[asked.contract].formed_on) in asked.months


def every_promise_of_a_day_comes_up_on_it(view: View, now: datetime) -> None:
    """A month promised for a debit day is asked, told or lifted when that day is planned."""
    for number, month, each in view.months():
        life = view.model.lives[number]
        is_late = each.promised_on < now.date() and each.state == "scheduled"
        if is_late and life.ended_on is None:
            insist(False, f"{number} was promised {month} for {each.promised_on}, and nobody asked")


def every_late_confirmation_has_a_name(view: View, now: datetime) -> None:
    """A debit that is not confirmed by the bank day we promised (D+6 at the latest) is a case."""
    cases = {each for (each,) in seen.rows(
        "SELECT substr(receipt, 9) FROM case_file WHERE receipt LIKE 'overdue:%%'"
    )}  # fmt: skip
    insist(cases == view.overdue, "late confirmations have a case", cases ^ view.overdue)


def whoever_is_asked_no_more_is_warned(view: View, now: datetime) -> None:
    """Twelve unpaid months end the debits; each holder hears of it by a warning, once a stretch."""
    left_out = {
        who
        for each in view.model.rounds.values()
        for who, reason in each.left_out.items()
        if reason == "too_many_unpaid"
    }
    warned = {who for (who,) in seen.rows("SELECT contract_id FROM premium_warned")}
    insist(warned == left_out, "whoever is asked no more is warned", warned ^ left_out)


def a_holder_reads_what_is(view: View, now: datetime) -> None:
    """The months a holder sees stand as the model has them; some contracts, others each month."""
    words = {"asked": "requested", "arrears": "failed"}
    numbers = list(view.model.owed)
    for number in numbers[now.month :: max(1, len(numbers) // 12)]:
        model = {
            m: words.get(each.state, each.state) for m, each in view.model.owed[number].items()
        }
        told = {Month.of(each["month"]): each["state"] for each in premiums.of_contract(number)}
        insist(told == model, f"{number} reads what is", *difference(told, model))


def nobody_is_told_the_same_twice(view: View, now: datetime) -> None:
    """No holder reads the same sentence about the same contract twice."""
    told = Counter((who, kind, body) for _, who, kind, _, body in seen.notices())
    twice = [each for each, count in told.items() if count > 1 and each[1] != "unpaid_warning"]
    insist(not twice, "nobody is told the same twice", twice[:2])


def the_seals_verify(view: View, now: datetime) -> None:
    """Every seal covers what it covered, and follows the one before."""
    found = verify.verify({})
    insist(not found.findings, "the seals verify", *found.findings[:3])
    insist(found.rows + found.unsealed == view.seen.keys, "every transfer is sealed or waits")


def the_product_finds_its_books_sound(view: View, now: datetime) -> None:
    """The product's own invariants hold."""
    try:
        check.check()
    except check.NotSound as unsound:
        raise Broken(f"check: {unsound}") from unsound


DAILY: tuple[Callable[[View, datetime], None], ...] = (
    dues_are_paid_open_waived_or_refunded,
    the_journal_balances,
    money_is_the_same_at_the_bank_and_in_the_books,
    what_was_debited_is_in_transit_or_in_the_bank,
    nobody_is_debited_twice_for_a_month,
    no_cycle_waits_for_its_confirmation,
)
MONTHLY: tuple[Callable[[View, datetime], None], ...] = (
    every_month_is_as_the_model_has_it,
    months_are_those_the_law_counts,
    no_total_is_above_its_ceiling,
    every_promise_is_kept_or_told,
    every_promise_of_a_day_comes_up_on_it,
    every_late_confirmation_has_a_name,
    whoever_is_asked_no_more_is_warned,
    a_holder_reads_what_is,
    nobody_is_told_the_same_twice,
    the_seals_verify,
    the_product_finds_its_books_sound,
)
