"""声のメッセージ — what people think of a filing, and how many began one; nobody is named."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class SurveyAnswer:
    """アンケートの答え — two answers of one to five about one filing.

    ``token`` cannot be turned back into a receipt; it only keeps a second answer out.
    """

    kind: ClassVar[str] = "survey_answer"
    title: ClassVar[str] = "アンケートの答え"
    VERSION: ClassVar[int] = 1
    token: str
    scheme: str
    procedure: str
    satisfaction: int
    ease: int
    answered_on: str


@dataclass(frozen=True)
class Begun:
    """How many drafts of one procedure were begun on a day."""

    scheme: str
    procedure: str
    count: int


@dataclass(frozen=True)
class BegunTally:
    """はじめた数 — one closed day of the portal, counted without names."""

    kind: ClassVar[str] = "begun_tally"
    title: ClassVar[str] = "はじめた手続きの数"
    VERSION: ClassVar[int] = 1
    day: str
    begun: tuple[Begun, ...]


Voice = SurveyAnswer | BegunTally
VOICES: tuple[type[Voice], ...] = (SurveyAnswer, BegunTally)
