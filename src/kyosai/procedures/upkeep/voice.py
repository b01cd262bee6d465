"""声を受け取る — one answer or one day's count, written down without a name."""

from collections import Counter
from datetime import date

from django.db import transaction

from kyosai.basis.refusal import Malformed
from kyosai.exchange import postbox
from kyosai.exchange.messages.voices import BegunTally, SurveyAnswer
from kyosai.records.voices import writes
from kyosai.schemes.clocks import filings


def take(number: str) -> None:
    """Take an answer or a tally; what is about no counted filing is refused whole."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        if isinstance(message, SurveyAnswer):
            _answered(message)
        else:
            assert isinstance(message, BegunTally)
            _begun(message)


def _answered(message: SurveyAnswer) -> None:
    filing = filings.of_kind(message.procedure, scheme=message.scheme)
    if filing is None or not {message.satisfaction, message.ease} <= {1, 2, 3, 4, 5}:
        raise Malformed(1, "procedure", "unknown")
    writes.answered(
        message.token,
        procedure=filing.key,
        satisfaction=message.satisfaction,
        ease=message.ease,
        answered_on=_day(message.answered_on),
    )


def _begun(message: BegunTally) -> None:
    counts: Counter[str] = Counter()
    for each in message.begun:
        filing = filings.of_kind(each.procedure, scheme=each.scheme)
        if filing is not None and each.count > 0:
            counts[filing.key] += each.count
    writes.begun(_day(message.day), counts=counts)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Malformed(1, "day", "no day") from None
