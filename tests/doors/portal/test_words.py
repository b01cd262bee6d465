"""ことば — plain Japanese in every template, and a name and a title for every address."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from kyosai.doors.portal import urls

PORTAL = Path(urls.__file__).parent
TEMPLATES = sorted([*PORTAL.glob("templates/**/*.html"), *PORTAL.parent.glob("look/**/*.html")])
KYOSAI = PORTAL.parents[1]
REFUSALS = (
    "wires/daa/refusals.py", "wires/cleaning/refusals.py", "schemes/skk/questionnaire.py",
    "schemes/skk/eligibility.py", "schemes/skk/premium.py", "basis/identifiers.py",
)  # fmt: skip
WORDS = [*sorted(PORTAL.glob("**/*.py")), *(KYOSAI / each for each in REFUSALS)]
BANNED = re.compile(
    r"(?<![平均同対高上下])等(?!し)|適宜|所定の|速やかに|約[0-9０-９一二三]+(週間|か月|日)"
)
JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
SINGLE = (
    "top", "check", "estimate", "planner", "promises", "terms", "certificate", "contact", "journal",
    "sign_in", "blanks",
)  # fmt: skip


@pytest.mark.parametrize("file", [*TEMPLATES, *WORDS], ids=lambda file: file.stem)
def test_no_office_words_reach_the_screen(file: Path) -> None:
    found = [line for line in _said(file).split("\n") if BANNED.search(line)]

    assert not found


@pytest.mark.parametrize("file", [*TEMPLATES, *WORDS], ids=lambda file: file.stem)
def test_a_sentence_says_one_thing(file: Path) -> None:
    too_long = [s for s in _sentences(_said(file)) if len(s) > 40]

    assert not too_long


@pytest.mark.parametrize("name", [route.name for route in urls.urlpatterns])
def test_every_address_has_a_name(name: str | None) -> None:
    assert name


@pytest.mark.parametrize("name", SINGLE)
def test_every_page_has_a_title_of_its_own_and_one_heading(
    client: Client, db: object, name: str
) -> None:
    page = client.get(reverse(f"portal:{name}")).content.decode()

    title = page.partition("<title>")[2].partition("</title>")[0]
    assert title.endswith("| 小規模企業共済 オンライン手続き") and len(title) > 20
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert '<html lang="ja">' in page


def test_the_sample_says_that_it_is_one(client: Client, db: object) -> None:
    assert "実在の手続きではありません" in client.get("/").content.decode()


def _said(file: Path) -> str:
    """Return the words of a file a person may read."""
    text = file.read_text()
    if file.suffix == ".py":
        text = re.sub(r'"""[\s\S]*?"""', "", text)
        said = "\n".join(re.findall(r'"([^"\n]*[ぁ-ヿ一-鿿][^"\n]*)"', text))
        return re.sub(r"{[^}\n]*}", "0", said)
    text = re.sub(r"{#.*?#}|<!--.*?-->", "", text)
    text = re.sub(
        r"</?(p|li|dt|dd|h\d|div|td|th|br|summary|button|legend|label|desc|title|small)[^>]*>",
        "\n",
        text,
    )
    return re.sub(r"{%.*?%}|<[^>]+>", "", re.sub(r"{{.*?}}", "0", text))


def _sentences(text: str) -> list[str]:
    return [s.strip() for s in re.split(r"[。\n]", text) if JAPANESE.search(s)]
