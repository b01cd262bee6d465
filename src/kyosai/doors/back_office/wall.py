"""制度の壁 — an officer of one scheme's desk sees nothing of the other; who is stopped is noted."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest

from kyosai.casework.models import Case
from kyosai.casework.reads import Waiting
from kyosai.doors import today
from kyosai.records.access_log import writes as access_log
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.officers import reads as officers
from kyosai.schemes import both

WHY = "ほかの制度の担当"


def is_theirs(request: HttpRequest, scheme: str) -> bool:
    """Tell whether something of a scheme, or of none, is open to this officer."""
    return not scheme or scheme in officers.schemes(request.user)


def insist(request: HttpRequest, scheme: str, *, what: str) -> None:
    """Let an officer through to what is of their scheme; for others it does not exist."""
    if is_theirs(request, scheme):
        return
    note(request, what=what, why=WHY)
    raise Http404


def note(request: HttpRequest, *, what: str, why: str) -> None:
    """Write down who was refused what, and why."""
    access_log.note_turned_away(
        officer=request.user.get_username(),
        role=officers.words_of(officers.known(request.user))[:40],
        what=what[:100],
        why=why[:200],
        at=today.now(),
    )


def scheme_of(case: Case) -> str:
    """Return the scheme of a case: its flow's, or its contract's; none for a file of a bank."""
    named = case.flow.partition(".")[0]
    if named in both.SCHEMES:
        return named
    contract = str(case.filing.get("contract", ""))
    return contracts.schemes([contract]).get(contract, "")


def behind(request: HttpRequest) -> list[str]:
    """Return how the flows are named whose cases this officer does not see."""
    return [f"{scheme}." for scheme in both.SCHEMES if not is_theirs(request, scheme)]


def let_through(request: HttpRequest, waiting: Sequence[Waiting]) -> list[Waiting]:
    """Return the lines of a work box without those about the other scheme's contracts."""
    known = contracts.schemes({each.contract for each in waiting if each.contract})
    return [each for each in waiting if is_theirs(request, known.get(each.contract, ""))]


def held(request: HttpRequest, found: Sequence[Standing]) -> list[Standing]:
    """Return the contracts of a party that are open to this officer."""
    return [each for each in found if is_theirs(request, each.scheme)]
