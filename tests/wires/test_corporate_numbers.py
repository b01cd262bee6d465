"""The register is asked by number, and its answer must be about that number."""

from datetime import date
from typing import Any

import httpx
import pytest

from kyosai.basis.identifiers import WrongNumber
from kyosai.wires.corporate_numbers import fake
from kyosai.wires.corporate_numbers.register import Register, RegisterConfig
from kyosai.wires.failure import Rejected, Unreachable

NUMBER = "2010401999001"
ONE = f"""<?xml version="1.0" encoding="UTF-8"?>
<corporations><lastUpdateDate>2026-11-20</lastUpdateDate><count>1</count>
<divideNumber>1</divideNumber><divideSize>1</divideSize>
<corporation><sequenceNumber>1</sequenceNumber><corporateNumber>{NUMBER}</corporateNumber>
<process>01</process><updateDate>2026-04-01</updateDate><name>株式会社見本製作所</name>
<nameImageId/><kind>301</kind><prefectureName>東京都</prefectureName><cityName>架空区</cityName>
<streetNumber>見本町１丁目２番３号</streetNumber><closeDate/><closeCause/>
<furigana>ミホンセイサクショ</furigana></corporation></corporations>"""


def register(answer: Any) -> Register:
    return Register(RegisterConfig("http://houjin.example"), httpx.MockTransport(answer))


def answering(text: str, status: int = 200) -> Register:
    return register(lambda request: httpx.Response(status, content=text.encode()))


def test_a_corporation_is_found_by_its_number() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/4/num"
        assert dict(request.url.params) == {
            "id": "kyosai-workshop", "number": NUMBER, "type": "12", "history": "1"
        }  # fmt: skip
        return httpx.Response(200, content=ONE.encode())

    found = register(answer).look_up(NUMBER)

    assert found is not None
    assert found.name == "株式会社見本製作所"
    assert found.office_address == "東京都架空区見本町１丁目２番３号"
    assert found.is_open
    assert found.updated_on == date(2026, 4, 1)


def test_a_closed_corporation_says_when() -> None:
    closed = ONE.replace("<closeDate/>", "<closeDate>2026-10-01</closeDate>")

    found = answering(closed).look_up(NUMBER)

    assert found is not None
    assert found.closed_on == date(2026, 10, 1)
    assert not found.is_open


def test_the_names_before_a_change_are_told_beside_the_newest() -> None:
    start, end = ONE.index("<corporation><"), ONE.index("</corporations>")
    newest = ONE[start:end]
    older = newest.replace("株式会社見本製作所", "見本工業株式会社").replace(
        "<furigana>", "<latest>0</latest><furigana>"
    )
    both = (ONE[:start] + older + newest + ONE[end:]).replace(">1</count>", ">2</count>")

    found = answering(both).look_up(NUMBER)

    assert found is not None
    assert (found.name, found.former_names) == ("株式会社見本製作所", ("見本工業株式会社",))


def test_a_name_that_is_only_an_image_leaves_the_name_empty() -> None:
    drawn = ONE.replace("株式会社見本製作所", "　").replace(
        "<nameImageId/>", "<nameImageId>00999999</nameImageId>"
    )

    found = answering(drawn).look_up(NUMBER)

    assert found is not None
    assert (found.name, found.has_name_image) == ("", True)


def test_an_unknown_number_has_no_corporation() -> None:
    assert answering("<corporations><count>0</count></corporations>").look_up(NUMBER) is None


@pytest.mark.parametrize(
    "number", ["", "1", "2010401999002", "２０１０４０１９９９００１", "x" * 13]
)
def test_a_number_whose_check_digit_is_wrong_is_never_asked(number: str) -> None:
    with pytest.raises(WrongNumber):
        answering(ONE).look_up(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html/>",
        "<corporations>",
        ONE.replace(NUMBER, "7000012050002"),
        ONE.replace("<count>1</count>", "<count>2</count>"),
        ONE.replace("株式会社見本製作所", ""),
        ONE.replace("<closeDate/>", "<closeDate>きのう</closeDate>"),
        '<!DOCTYPE x [<!ENTITY a "b">]><corporations><count>0</count></corporations>',
    ],
)
def test_an_answer_that_makes_no_sense_is_rejected(text: str) -> None:
    with pytest.raises(Rejected):
        answering(text).look_up(NUMBER)


def test_a_wrong_application_number_is_rejected() -> None:
    with pytest.raises(Rejected):
        answering("Not Found", 404).look_up(NUMBER)


def test_a_register_in_trouble_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        answering("", 503).look_up(NUMBER)


def test_the_fake_plays_the_same_part() -> None:
    assert fake.FakeRegister().look_up(NUMBER) == fake.SAMPLE
    assert fake.FakeRegister().look_up("7000012050002") is None
