"""権限 — what an account may send, and what its holder needs when it may not.

Nobody is kept from reading or from writing a draft: ask ``need`` before sending.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.doors.portal.entrance import identities
from kyosai.doors.portal.entrance.identities import Company
from kyosai.doors.portal.persons import Provider, Visitor


@dataclass(frozen=True)
class Need:
    """What is missing, in plain words, and what to do about it."""

    title: str
    what: str
    steps: tuple[str, ...]


PRIME = Need(
    "GビズIDプライムがいります",
    "いまのアカウントはエントリーです。エントリーでは、本人確認が済んでいません。",
    (
        "GビズIDのサイトで、プライムを申請してください。",
        "マイナンバーカードがあると、オンラインで申請できます。書類でも申請できます。",
        "プライムになったら、もう一度サインインしてください。",
    ),
)
RIGHT = Need(
    "このサービスを使う権限がいります",
    "いまのアカウントは、このサービスの権限がないメンバーです。",
    (
        "会社でプライムを持つ方に、権限を付けるように頼んでください。",
        "プライムの方は、GビズIDのマイページで、メンバーごとに使えるサービスを選べます。",
        "権限が付いたら、もう一度サインインしてください。",
    ),
)
HOLDER_OF_PRIME = Need(
    "この手続きは、プライムの方が送ります",
    "会社を代表する方の本人確認がいるためです。",
    (
        "会社でプライムを持つ方に、この画面からサインインするように頼んでください。",
        "聞かれることと手元に置くものは、この画面で先に確かめられます。",
    ),
)
SIGN_IN_AGAIN = Need(
    "もう一度、サインインしてください",
    "サインインしてから1日がすぎたため、権限を確かめられません。",
    ("サインアウトして、GビズIDでもう一度サインインしてください。",),
)


@dataclass(frozen=True)
class Act:
    """Something one may want to send or see, and the kinds of account it is open to."""

    name: str
    words: str
    accounts: tuple[str, ...]


@cache
def acts() -> dict[str, Act]:
    """Return every act by name, in the order of the file."""
    rows: list[dict[str, Any]] = parameters.table(__package__, "authority")["act"]
    return {row["name"]: Act(row["name"], row["words"], tuple(row["accounts"])) for row in rows}


def lacking(visitor: Visitor, *, act: str) -> Need | None:
    """Return what a visitor lacks to send an act; whoever came by card acts for themselves."""
    if visitor.provider not in (Provider.GBIZID, Provider.AGENCY):
        return None
    here = identities.company(visitor)
    return need(here, act=act) if here else SIGN_IN_AGAIN


def need(company: Company, *, act: str) -> Need | None:
    """Return what is missing before an act may be sent; nothing when it may."""
    if company.kind == "entry":
        return PRIME
    if not company.has_right:
        return RIGHT
    return None if company.kind in acts()[act].accounts else HOLDER_OF_PRIME
