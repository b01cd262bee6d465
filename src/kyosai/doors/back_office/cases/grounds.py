"""断る理由の一覧 — the grounds a refusal may rest on, each with its article."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kyosai.basis import tokyo
from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.doors.back_office.cases import findings
from kyosai.procedures.enrolment.flow import TOSANBOSHI_ENROLMENT
from kyosai.procedures.lending.tosanboshi.flow import MUTUAL_AID_LOAN
from kyosai.procedures.payout.flow import EXAMINED
from kyosai.procedures.payout.survivors.flow import DEATH_CLAIM
from kyosai.schemes.tosanboshi import eligibility
from kyosai.schemes.tosanboshi.loan import entitlement


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
    if case.flow == TOSANBOSHI_ENROLMENT.name:
        return found | _of_enterprises(case)
    if case.flow in EXAMINED:
        return found | of_claims(case.flow.partition(".")[0])
    if case.flow == DEATH_CLAIM.name:
        return found | of_claims(DEATH_CLAIM.name)
    if case.flow == MUTUAL_AID_LOAN.name:
        return found | _against_loans(case)
    return found | listed()


@cache
def of_claims(scheme: str) -> dict[str, Ground]:
    """Return the grounds on which a claim of a scheme, or of survivors, may be refused."""
    facts = tomllib.loads(Path(__file__).with_name("claim_grounds.toml").read_text())
    return {
        row["key"]: Ground(row["article"], row["sentence"])
        for row in facts["ground"]
        if row["scheme"] == scheme
    }


def _of_enterprises(case: Case) -> dict[str, Ground]:
    """Return the grounds of the Act on 倒産防止共済 as they stood when the application came."""
    known = eligibility.grounds(on=tokyo.in_tokyo(case.received_at).date())
    return {each.key: Ground(each.ground, each.sentence.rstrip("。")) for each in known}


def _against_loans(case: Case) -> dict[str, Ground]:
    """Return the grounds on which no 共済金 is lent, as they stood when the claim came."""
    known = entitlement.grounds(on=tokyo.in_tokyo(case.received_at).date())
    return {each.key: Ground(each.ground, each.sentence.rstrip("。")) for each in known}


@cache
def listed() -> dict[str, Ground]:
    """Return the whole list."""
    facts = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
    return {row["key"]: Ground(row["article"], row["sentence"]) for row in facts["ground"]}
