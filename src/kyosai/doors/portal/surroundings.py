"""まわり — what every page of the portal knows without being told by its view."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from kyosai.doors import today
from kyosai.doors.portal import persons
from kyosai.doors.portal.persons import Provider

SERVICE = "小規模企業共済 オンライン手続き"
FOR_COMPANIES = "倒産防止共済 オンライン手続き"
FOR_AGENCIES = "共済 委託機関の窓口"
NAMES = {Provider.GBIZID.value: FOR_COMPANIES, Provider.AGENCY.value: FOR_AGENCIES}
OPERATOR = "中小企業基盤整備機構"


def about(request: HttpRequest) -> dict[str, Any]:
    """Return the name of the service, whether this is a sample, and who is here."""
    session = getattr(request, "session", {})
    provider = session.get(persons.PROVIDER)
    is_company = provider == Provider.GBIZID
    return {
        "about": {
            "service": NAMES.get(provider or "", SERVICE),
            "operator": OPERATOR,
            "home": reverse("portal:top"),
            "workshop": settings.WORKSHOP,
            "now": today.now(),
            "signed_in": "person" in session and provider != Provider.LETTER,
            "in_room": provider == Provider.LETTER,
            "is_company": is_company,
            "is_agency": provider == Provider.AGENCY,
            "session_seconds": settings.SESSION_COOKIE_AGE,
        }
    }
