"""差し止めの担当 — the desk of benefits sets and lifts holds; others may read them."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from kyosai.doors.back_office import wall
from kyosai.records.officers import reads as officers

DESK = "benefits"


def is_theirs(request: HttpRequest) -> bool:
    """Tell whether this officer works at the desk that sets holds."""
    works_here = officers.known(request.user).desk == DESK
    return works_here and officers.may(request.user, "cases.decide")


def insist(request: HttpRequest) -> None:
    """Let only the desk of benefits act."""
    if not is_theirs(request):
        wall.note(request, what=request.path, why="差し止めは給付課の職務")
        raise PermissionDenied
