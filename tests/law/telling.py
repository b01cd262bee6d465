"""Every rule an example applies can be told as a Japanese sentence."""

from collections.abc import Iterator

import pytest

from kyosai.basis import law
from kyosai.basis.said import said


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
