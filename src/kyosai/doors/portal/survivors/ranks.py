"""順位と書類 — who comes first by the Act, and which papers that needs; the law's own functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.payment import survivors
from kyosai.schemes.skk.payment.survivors import Kin, Relative

KIN = tuple((kin.name.lower(), kin.value) for kin in Kin)
# In the order of 法10条, as a family asks: by kin, and by whose income they lived on.
ORDER = (
    "配偶者（内縁の方も入ります）",
    "家計をともにしていた子、父母、孫、祖父母、兄弟姉妹（この順）",
    "家計をともにしていた、そのほかの親族",
    "別に暮らしていた子、父母、孫、祖父母、兄弟姉妹（この順）",
    "孫の子、兄弟姉妹の子（この順）",
)


@dataclass(frozen=True)
class Ranked:
    """Who receives by what a family has told, or why nobody can be named yet."""

    keys: tuple[str, ...]
    refusal: str = ""


def ranked(relatives: Sequence[dict[str, Any]], *, died_on: date) -> Ranked:
    """Return the keys of all who share the first rank."""
    told = [
        Relative(each["key"], Kin[each["kin"].upper()], was_supported=each["was_supported"])
        for each in relatives
    ]
    try:
        return Ranked(survivors.survivors_entitled(told, died_on=died_on))
    except Refused as refusal:
        return Ranked((), refusal.reason)


def papers(*, kin: str, is_supported: bool, are_many: bool) -> list[dict[str, str]]:
    """Return the papers one family needs, each with where to get it and what it costs."""
    needed = {"always"}
    needed |= {"spouse"} if kin == "spouse" else set()
    needed |= {"supported"} if is_supported and kin != "spouse" else set()
    needed |= {"agent"} if are_many else set()
    rows = parameters.table(__package__, "papers")["paper"]
    return [row for row in rows if row["when"] in needed]
