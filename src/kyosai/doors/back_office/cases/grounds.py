"""断る理由の一覧 — the grounds a refusal may rest on, each with its article."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.doors.back_office.cases import findings


@dataclass(frozen=True)
class Ground:
    """A ground: what is the matter, and under which article."""

    article: str
    sentence: str

    @property
    def in_the_list(self) -> str:
        """The line an officer chooses."""
        return f"{self.sentence}（{self.article}）"


def of(case: Case) -> dict[str, Ground]:
    """Return what may be chosen: what the rules found in this case first, then the whole list."""
    found = {
        f"found-{place}": Ground(line["ground"], f"【調べた結果】{line['words']}")
        for place, line in enumerate(findings.lines(casework.file(case.number), with_facts=False))
        if line["tone"] != "good" and line["ground"]
    }
    return found | listed()


@cache
def listed() -> dict[str, Ground]:
    """Return the whole list."""
    facts = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
    return {row["key"]: Ground(row["article"], row["sentence"]) for row in facts["ground"]}
