"""民間送達サービス: a letter lies in its box once, with its proof; closed boxes take nothing."""

from datetime import datetime

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from kyosai.wires.failure import Rejected, Unreachable
from kyosai.wires.private_post.post import Post, PostConfig
from outside_world import faults
from outside_world.private_post import boxes
from outside_world.world import CONSIGNOR_CODE, World

AT = datetime.fromisoformat("2026-11-16T10:00:00+09:00")
LETTER = b"<TEG850/>"


@pytest.fixture
def post(app: Flask, world: World) -> Post:
    return Post(
        PostConfig(
            url="http://outside.test/private-post/api",
            issuer_code=CONSIGNOR_CODE,
            key=world.key("delivery_secret"),
            clock=world.clock.now,
        ),
        transport=httpx.WSGITransport(app=app),
    )


def opened(world: World, *, state: str = "open") -> str:
    number = boxes.open_box(world.memory, owner="見本　花子", at=AT)
    boxes.turn(world.memory, number, state=state)
    return number


def test_a_letter_comes_once_and_the_same_again_has_the_same_proof(
    post: Post, world: World, client: FlaskClient
) -> None:
    box = opened(world)

    first = post.hand_over(LETTER, receipt="U-00000001-95", box=box)
    again = post.hand_over(LETTER, receipt="U-00000001-95", box=box)

    assert first == again
    assert first.proof in client.get(f"/private-post/boxes/{box}").text
    assert client.get("/private-post/letters/U-00000001-95.xml").data == LETTER


@pytest.mark.parametrize("state", ["closed", "unlinked"])
def test_a_box_that_takes_nothing_says_so(post: Post, world: World, state: str) -> None:
    box = opened(world, state=state)

    assert post.hand_over(LETTER, receipt="U-00000001-95", box=box).outcome == state
    assert boxes.letters(world.memory, box) == []


def test_a_number_nobody_has_is_unlinked(post: Post) -> None:
    assert post.hand_over(LETTER, receipt="U-1", box="000000000000").outcome == "unlinked"


def test_other_bytes_under_a_receipt_are_refused(post: Post, world: World) -> None:
    box = opened(world)
    post.hand_over(LETTER, receipt="U-00000001-95", box=box)

    with pytest.raises(Rejected):
        post.hand_over(b"<Else/>", receipt="U-00000001-95", box=box)


def test_when_it_is_away_the_same_may_be_tried_again(post: Post, world: World) -> None:
    box = opened(world)
    faults.switch(world.memory, "private_post.away", on=True, times=1)

    with pytest.raises(Unreachable):
        post.hand_over(LETTER, receipt="U-00000001-95", box=box)

    assert post.hand_over(LETTER, receipt="U-00000001-95", box=box).outcome == "delivered"


def test_a_letter_that_is_no_certificate_is_not_taken_by_the_tax_office(
    post: Post, world: World, client: FlaskClient
) -> None:
    post.hand_over(LETTER, receipt="U-00000001-95", box=opened(world))

    page = client.post("/private-post/letters/U-00000001-95/file")

    assert page.status_code == 422
    assert "R03" in page.text
