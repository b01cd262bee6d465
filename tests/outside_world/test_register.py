"""法人番号: fictional companies in the published form, divided, merged, closed, and not there."""

import csv
import io

import pytest
from flask.testing import FlaskClient
from lxml import etree

from kyosai.basis.identifiers import is_corporate_number
from outside_world import faults, people
from outside_world.register import companies, desk
from outside_world.world import World

ASKED = {"id": "kyosai-workshop", "type": "12", "history": "0"}
BY_NAME = {company.name: company for company in companies.named().values()}


def ask(client: FlaskClient, way: str, **query: str) -> etree._Element:
    answer = client.get(f"/houjin/4/{way}", query_string=ASKED | query)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    return etree.fromstring(answer.data)


def number_of(name: str) -> str:
    return BY_NAME[name].number


def test_a_company_is_found_by_number(client: FlaskClient) -> None:
    root = ask(client, "num", number=number_of("見本製作所株式会社"))

    assert [child.tag for child in root][:4] == [
        "lastUpdateDate", "count", "divideNumber", "divideSize",
    ]  # fmt: skip
    (found,) = root.findall("corporation")
    assert [child.tag for child in found] == list(companies.FIELDS)
    assert found.findtext("name") == "見本製作所株式会社"
    assert found.findtext("latest") == "1"


def test_an_unknown_number_is_no_error(client: FlaskClient) -> None:
    root = ask(client, "num", number="1" * 13)

    assert (root.findtext("count"), root.findall("corporation")) == ("0", [])


def test_a_merged_company_names_its_successor(client: FlaskClient) -> None:
    found = ask(client, "num", number=number_of("合併消滅株式会社")).find("corporation")

    assert found is not None
    assert (found.findtext("process"), found.findtext("closeCause")) == ("71", "11")
    assert found.findtext("successorCorporateNumber") == number_of("見本製作所株式会社")


def test_a_closed_company_says_when_and_why(client: FlaskClient) -> None:
    found = ask(client, "num", number=number_of("閉鎖商店有限会社")).find("corporation")

    assert found is not None
    assert (found.findtext("closeDate"), found.findtext("closeCause")) == ("2026-03-31", "01")


def test_history_shows_the_former_name_too(client: FlaskClient) -> None:
    root = ask(client, "num", number=number_of("移転済株式会社"), history="1")

    assert [(row.findtext("name"), row.findtext("latest")) for row in root.iter("corporation")] == [
        ("移転前株式会社", "0"), ("移転済株式会社", "1"),
    ]  # fmt: skip


def test_a_long_answer_comes_in_parts(client: FlaskClient) -> None:
    first = ask(client, "name", name="見本商事")
    parts = int(first.findtext("divideSize") or "")
    numbers = {
        row.findtext("corporateNumber")
        for part in range(1, parts + 1)
        for row in ask(client, "name", name="見本商事", divide=str(part)).iter("corporation")
    }

    assert first.findtext("count") == str(companies.CROWD)
    assert len(first.findall("corporation")) == desk.PAGE
    assert len(numbers) == companies.CROWD


def test_what_changed_in_a_period_is_found(client: FlaskClient) -> None:
    root = ask(client, "diff", **{"from": "2026-03-01", "to": "2026-07-31"})

    assert {row.findtext("name") for row in root.iter("corporation")} == {
        "閉鎖商店有限会社", "合併消滅株式会社",
    }  # fmt: skip


@pytest.mark.parametrize(("kind", "encoding"), [("01", "cp932"), ("02", "utf-8")])
def test_the_answer_may_be_csv(client: FlaskClient, kind: str, encoding: str) -> None:
    query = ASKED | {"type": kind, "number": number_of("例示建設株式会社")}
    answer = client.get("/houjin/4/num", query_string=query)

    head, row = csv.reader(io.StringIO(answer.data.decode(encoding)))
    assert head[1:] == ["1", "1", "1"]
    assert (len(row), row[6]) == (30, "例示建設株式会社")


@pytest.mark.parametrize(
    ("query", "status"),
    [({"id": "stranger"}, 404), ({"type": "99"}, 400), ({"number": "12"}, 400),
     ({"number": ",".join(["1" * 13] * 11)}, 400), ({"divide": "2"}, 400)],
)  # fmt: skip
def test_a_bad_question_is_told_in_plain_text(
    client: FlaskClient, query: dict[str, str], status: int
) -> None:
    answer = client.get("/houjin/4/num", query_string=ASKED | {"number": "1" * 13} | query)

    assert (answer.status_code, answer.mimetype) == (status, "text/plain")


def test_an_empty_register_on_demand(client: FlaskClient, world: World) -> None:
    faults.switch(world.memory, "register.empty", on=True)

    assert ask(client, "num", number=number_of("見本製作所株式会社")).findtext("count") == "0"


def test_every_number_carries_its_check_digit_and_sample_people_their_company() -> None:
    assert all(map(is_corporate_number, companies.everybody()))
    for person in people.everybody().values():
        if person.corporate_number:
            company = companies.everybody()[person.corporate_number]
            assert (company.name, person.address) == (
                person.business_name, company.prefecture + company.city + company.street,
            )  # fmt: skip
