"""Work for two at a time: all of it is done, also what was begun by it, and no defect is lost."""

from threading import Barrier, get_ident

import pytest
from django.db import connection

from kyosai.doors.clock import side_by_side


@pytest.mark.usefixtures("committed_db")
def test_two_work_at_once_each_on_a_connection_of_its_own() -> None:
    met, connections = Barrier(2), set()

    def act(_: int) -> None:
        met.wait(timeout=10)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            connections.add(cursor.fetchone()[0])

    side_by_side.each(act, [1, 2])

    assert len(connections) == 2


@pytest.mark.usefixtures("committed_db")
def test_what_was_begun_may_begin_more() -> None:
    done = []

    with side_by_side.workers() as together:

        def act(left: int) -> None:
            done.append(left)
            if left:
                together.begin(act, left - 1)

        together.begin(act, 3)

    assert done == [3, 2, 1, 0]


@pytest.mark.usefixtures("committed_db")
def test_a_defect_keeps_nobody_else_from_their_work_and_is_raised_at_the_end() -> None:
    done = []

    def act(number: int) -> None:
        if number == 1:
            raise ValueError(number)
        done.append(number)

    with pytest.raises(ValueError, match="1"):
        side_by_side.each(act, [1, 2, 3])

    assert sorted(done) == [2, 3]


@pytest.mark.django_db
def test_inside_a_transaction_one_follows_the_other() -> None:
    seen: list[tuple[int, int]] = []

    side_by_side.each(lambda number: seen.append((number, get_ident())), [1, 2])

    assert seen == [(1, get_ident()), (2, get_ident())]
