"""年内控除プランナー — until when to apply so that the premium counts this year."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kyosai.basis import era
from kyosai.doors import today
from kyosai.doors.portal.public.estimate import Wish, plan_for
from kyosai.schemes.clocks import channels, debit_days, year_end
from kyosai.schemes.clocks.channels import Channel


@dataclass(frozen=True)
class Chance:
    """The last moment for one way to the bank, and what it brings."""

    channel: Channel
    apply_by: datetime
    with_person_by: datetime
    debit_on: date
    seconds_left: int

    @property
    def is_open(self) -> bool:
        """Tell whether there is still time."""
        return self.seconds_left > 0

    @property
    def needs_own_bank(self) -> bool:
        """Tell whether only some banks have this way."""
        return bool(self.channel.banks)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the year's last chances and this year's deduction for a premium."""
    now = today.now()
    form = Wish(request.GET if "premium" in request.GET else {"premium": "30000"})
    year_name = "{}{}年分".format(*era.era_year(now.date()))
    words = {
        "title": "年内の控除と締切",
        "form": form,
        "year": now.year,
        "year_name": year_name,
        "chances": chances(now),
        "trail": [("トップ", "/"), ("年内の控除と締切", "")],
    }
    if form.is_valid():
        words["plan"] = plan_for(form.cleaned_data["premium"])
    return render(request, "portal/public/planner.html", words)


def chances(now: datetime) -> list[Chance]:
    """Return the last chance of this year by each channel, the one for every bank first."""
    found = [_chance(channel, now) for channel in channels.channels(scheme="skk", on=now.date())]
    return sorted(found, key=lambda chance: chance.needs_own_bank)


def _chance(channel: Channel, now: datetime) -> Chance:
    last = debit_days.last_chance(channel, year=now.year)
    left = last.submit_by - now
    return Chance(
        channel=channel,
        apply_by=last.submit_by,
        with_person_by=year_end.apply_before(channel, year=now.year, seen_by_a_person=True),
        debit_on=last.debit_on,
        seconds_left=max(0, left // timedelta(seconds=1)),
    )
