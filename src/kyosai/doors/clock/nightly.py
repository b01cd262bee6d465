"""日次 — papers to the hub, its file of registered accounts, and what may be forgotten."""

from datetime import date, datetime, timedelta

from django.conf import settings

from kyosai.doors import today
from kyosai.doors.clock import appointments
from kyosai.exchange import originals
from kyosai.procedures.amendment.together import remind
from kyosai.procedures.collection import mandate_day, paper_answers
from kyosai.records.mandates import paper
from kyosai.records.my_numbers import writes as my_numbers
from kyosai.records.notices import writes as outbox
from kyosai.wires.account_registration.hub import Hub, HubConfig


def hub() -> Hub:
    """Return the account registration hub the settings name."""
    config = HubConfig(
        url=settings.HUB_URL,
        consignor_code=settings.HUB_CONSIGNOR_CODE,
        key=settings.KEYS["hub_secret"],
        clock=today.now,
    )
    return Hub(config)


def read_mandate_days(now: datetime) -> None:
    """Read every day's file of registered accounts that is ready; ask about papers unanswered."""
    for day in mandate_day.to_read(last_ready=_last_ready(now)):
        mandate_day.read(day, content=hub().daily_file(day), at=now)
    paper_answers.ask_about_silence(at=now)


def hand_in_papers(now: datetime) -> None:
    """Hand in the mandates on paper that two officers have confirmed; each goes once."""
    for each in paper.to_send():
        number = hub().hand_in_paper(
            request_id=each.customer_no,
            customer_no=each.customer_no,
            name_kana=each.holder_kana,
            account=each.account,
        )
        paper.note_sent(each.customer_no, number=number, at=now)


class Forgetting:
    """Deletes, once a day, what has been kept long enough."""

    def __init__(self) -> None:
        self._done_on: date | None = None

    def __call__(self, now: datetime) -> None:
        """Delete old mails, originals that prove nothing any more, numbers past their time."""
        if self._done_on != now.date():
            kept = timedelta(days=appointments.facts()["mail_kept_days"])
            outbox.forget(before=now - kept)
            originals.forget(on=now.date())
            my_numbers.forget(on=now.date())
            self._done_on = now.date()


class Reminding:
    """Tells holders, once a day, of prepayments that come again, end, or are over."""

    def __init__(self) -> None:
        self._done_on: date | None = None

    def __call__(self, now: datetime) -> None:
        """Tell whoever has not heard."""
        if self._done_on != now.date():
            remind.remind(at=now)
            self._done_on = now.date()


def _last_ready(now: datetime) -> date:
    is_ready = now >= appointments.mandate_file_at(now.date())
    return now.date() if is_ready else now.date() - timedelta(days=1)
