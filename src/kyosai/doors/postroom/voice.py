"""声の受け渡し — an answer to the survey, or how many drafts a day began."""

from kyosai.procedures.upkeep import voice


def hand_over(number: str) -> None:
    """Hand one over."""
    voice.take(number)
