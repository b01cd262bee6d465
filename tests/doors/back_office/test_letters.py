"""通知課の画面 — who may let letters go, what the pages show, and what nobody here reads."""

from collections.abc import Callable

import pytest
from django.test import Client

from kyosai.procedures.letters import pack
from kyosai.records.letters import packs
from tests.procedures.letters import printing
from tests.procedures.letters.test_packs import EVENING, NAME, on_paper, tell

pytestmark = pytest.mark.django_db
PAGES = ("/letters/", "/letters/packs/", "/letters/mass/", "/letters/back/")


@pytest.fixture
def desk(sign_in: Callable[..., Client]) -> Client:
    tell(on_paper())
    printing.packed(at=EVENING)
    return sign_in("dispatcher")


def text(client: Client, path: str) -> str:
    return str(client.get(path).content.decode())


def test_the_desk_sees_titles_and_states_and_no_name_address_or_figure(desk: Client) -> None:
    pages = "".join(text(desk, path) for path in (*PAGES, f"/letters/packs/{NAME}/"))

    assert "振り込みました" in pages and NAME in pages
    assert "花子" not in pages and "架空区" not in pages and "お金を振り込みました" not in pages


def test_two_of_the_desk_let_a_pack_go_by_the_digest_on_the_page(
    desk: Client, sign_in: Callable[..., Client]
) -> None:
    other = sign_in("dispatcher", username="okuru2")
    digest = packs.newest()[0].digest
    path = f"/letters/packs/{NAME}/let-go/"

    wrong = desk.post(path, {"digest": "0" * 64})
    done = [client.post(path, {"digest": digest}).status_code for client in (desk, desk, other)]

    assert wrong.status_code == 409 and "画面に出ていたものと違います" in wrong.content.decode()
    assert done == [302, 409, 302]
    assert packs.to_hand_over() == [NAME]


def test_a_mass_letter_is_started_stopped_with_a_reason_and_goes_on(desk: Client) -> None:
    started = desk.post("/letters/mass/start/", {"scheme": "skk"})
    turn = f"{started['Location']}turn/"

    unsaid = desk.post(turn, {"words": ""})
    desk.post(turn, {"words": "電話が多い"})
    stopped = text(desk, started["Location"])
    waiting = pack.build_waves(at=EVENING)

    assert unsaid.status_code == 409 and "理由を書いてください。" in unsaid.content.decode()
    assert "次の波は止めています" in stopped and "電話が多い" in stopped
    assert waiting == []


def test_other_desks_stay_outside(sign_in: Callable[..., Client]) -> None:
    examiner, auditor = sign_in("loan_examiner"), sign_in("auditor")

    assert {examiner.get(path).status_code for path in PAGES} == {403}
    assert {auditor.get(path).status_code for path in PAGES} == {200}
    assert auditor.post("/letters/mass/start/", {"scheme": "skk"}).status_code == 403
