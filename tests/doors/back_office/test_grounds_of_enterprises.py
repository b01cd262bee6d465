"""Grounds of a refusal: a case of 倒産防止共済 offers the grounds of its own Act, and no other."""

import pytest

from kyosai.casework import reads
from kyosai.doors.back_office.cases import grounds
from tests.procedures.applications import received
from tests.procedures.enterprises import REGISTERED, company

pytestmark = pytest.mark.django_db


def test_what_the_rules_found_comes_first_and_every_article_is_of_the_act() -> None:
    outcome = received(company(opened_on="2026-04-01"), evidence=REGISTERED)

    offered = list(grounds.of(reads.case(outcome.case)).values())

    assert offered[0].article == "中小企業倒産防止共済法3条1項"
    assert "調べた結果" in offered[0].sentence
    assert len(offered) > 10
    assert all(each.article.startswith("中小企業倒産防止共済法") for each in offered)
