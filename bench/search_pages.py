"""An operator's pages as whole requests in one process: sign-in, wall, look and template too."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from kyosai.doors import today
from kyosai.doors.back_office import guard
from kyosai.procedures.access.calls import log
from kyosai.records.calls import writes as calls
from kyosai.records.contracts import reads as contracts
from kyosai.records.officers import writes as officers

Works = Sequence[Callable[[], object]]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def desk(sought: dict[str, list[str]]) -> tuple[Works, Works]:
    """Return the searches and the whole people of this operator, each one request."""
    operator = _operator()
    searches = [partial(_asked, operator, text) for texts in sought.values() for text in texts]
    people = [partial(_seen, operator, _call(number)) for number in sought["number"]]
    return searches, people


def _operator() -> Client:
    officer = officers.appoint(
        "bench-operator", display_name="計る人", duty="operator", password=str(uuid4())
    )
    Authenticator.objects.filter(user=officer).delete()
    TOTP.activate(officer, generate_totp_secret())
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(officer, backend=BACKEND)
    session = client.session
    session[guard.SIGNED_IN_AT] = session[guard.SEEN_AT] = today.machine_now().isoformat()
    session.save()
    return client


def _call(number: str) -> str:
    """Begin a call about a holder whose caller has been checked; return its address."""
    contract = contracts.found_by(number)
    assert contract is not None
    call = log.begin(
        officer="bench-operator", party=contract.party, found_by="number", at=today.now()
    )
    calls.note_check(call, questions=["birthdate"], good=True, at=today.now())
    return f"/calls/{call}/"


def _asked(operator: Client, text: str) -> None:
    answer = operator.post("/calls/", {"sought": text})
    assert answer.status_code == 200 and "この人と話す" in answer.text


def _seen(operator: Client, address: str) -> None:
    answer = operator.get(address)
    assert answer.status_code == 200 and "話す言葉" in answer.text
