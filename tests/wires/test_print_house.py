"""The print house over real HTTP: sealed packs in, signed counts out; the same twice is once."""

from collections.abc import Callable
from datetime import datetime

import pytest

from kyosai.exchange import envelope
from kyosai.formats import letter_pack, print_answers
from kyosai.formats.letter_pack import Sheet
from kyosai.formats.print_answers import Counts, Returns
from kyosai.wires.failure import Rejected
from kyosai.wires.print_house.desk import PackRefused, PrintHouse, PrintHouseConfig
from outside_world import faults
from outside_world.print_house import packs
from outside_world.world import World
from tests.outside_world.conftest import running, sample_keys  # noqa: F401

NAME = "P-day-2026-12-01-001"
LETTERS = [
    Sheet("L-00000001-95", "plain", 1, b"%PDF one"),
    Sheet("L-00000002-92", "registered", 1, b"%PDF two"),
]
NOW = datetime.fromisoformat("2026-12-01T17:00:00+09:00")


@pytest.fixture
def house(running: World) -> PrintHouse:  # noqa: F811
    return PrintHouse(
        PrintHouseConfig(
            url=f"{running.base_url}/printhouse",
            sign=lambda told: envelope.sign(told, running.key("core_sign.key")),
            is_signed=lambda content, signature: envelope.is_signed(
                content, signature, running.key("print_house_sign.pub")
            ),
            clock=lambda: NOW,
        )
    )


@pytest.fixture
def hand_over(house: PrintHouse, running: World) -> Callable[..., str]:  # noqa: F811
    """Seal, sign and hand a pack in; sealed once, so that its bytes are the same again."""
    content = letter_pack.written(NAME, LETTERS)
    sealed = envelope.seal(content, running.key("print_house_box.pub"))

    def handed(sealed: bytes = sealed, key: str = "core_sign.key") -> str:
        signature = envelope.sign(sealed, running.key(key))
        return house.hand_over(NAME, sealed=sealed, signature=signature)

    return handed


def test_a_pack_is_printed_once_counted_and_a_letter_comes_back(
    running: World,  # noqa: F811
    house: PrintHouse,
    hand_over: Callable[..., str],
) -> None:
    receipts = {hand_over(), hand_over()}
    (name,) = house.answers()
    counts = print_answers.read(house.fetch(name))
    packs.send_back(running.memory, "L-00000002-92", reason="1", now=NOW)
    back = print_answers.read(house.fetch(house.answers()[1]))

    assert len(receipts) == 1
    assert isinstance(counts, Counts) and (counts.pack, len(counts.letters)) == (NAME, 2)
    assert [len(each.tracking) for each in counts.letters] == [0, 11]
    assert isinstance(back, Returns) and [each.number for each in back.letters] == ["L-00000002-92"]
    assert len(house.answers()) == 2, "what came back is told once"


def test_another_signature_another_list_or_a_stranger_is_refused_whole(
    running: World,  # noqa: F811
    house: PrintHouse,
    hand_over: Callable[..., str],
) -> None:
    wrong = letter_pack.written("P-day-2026-12-02-001", LETTERS)
    with pytest.raises(PackRefused, match="署名が合いません"):
        hand_over(key="print_house_sign.key")
    with pytest.raises(PackRefused, match="開封できません"):
        hand_over(sealed=b"not sealed")
    with pytest.raises(PackRefused, match="一覧の名前が違います"):
        hand_over(sealed=envelope.seal(wrong, running.key("print_house_box.pub")))
    stranger = PrintHouse(
        PrintHouseConfig(
            url=house.config.url,
            sign=lambda told: envelope.sign(told, running.key("print_house_sign.key")),
            is_signed=house.config.is_signed,
            clock=house.config.clock,
        )
    )

    with pytest.raises(Rejected, match="401"):
        stranger.answers()

    assert packs.delivered(running.memory) == []


def test_a_sheet_can_go_missing(
    running: World,  # noqa: F811
    house: PrintHouse,
    hand_over: Callable[..., str],
) -> None:
    faults.switch(running.memory, "print.sheet_missing", on=True, times=1)

    hand_over()

    counts = print_answers.read(house.fetch(house.answers()[0]))
    assert isinstance(counts, Counts) and len(counts.letters) == 1
