"""What an example gives, and every rule it applies told as a Japanese sentence."""

from collections.abc import Iterator
from typing import Any

import pytest

from kyosai.basis import law
from kyosai.basis.said import said


def given(example: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the facts an example gives; what it leaves out is left to the rule."""
    return {name: example[name] for name in names if name in example}


@pytest.fixture(autouse=True)
def told() -> Iterator[None]:
    """Tell every finding of a test: its facts fill its sentence, and nothing raw is left in it."""
    with law.explained() as findings:
        yield

    for finding in findings:
        if finding.says:
            sentence = said(finding)
            assert sentence.endswith("。"), sentence
            assert "(" not in sentence, sentence
