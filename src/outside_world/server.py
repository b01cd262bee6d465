"""運転 — HTTP, mail, the bank's rounds and the hub's notices, until told to stop."""

from contextlib import suppress
from threading import Event, Thread

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from outside_world import bank, faults
from outside_world.bank.rounds import Rounds
from outside_world.daa import sign_ins
from outside_world.daa.signing import transactions
from outside_world.etax import reception
from outside_world.gbizid import sign_ins as gbizid_sign_ins
from outside_world.hub import mandates, notices, papers
from outside_world.mailbox import letters, sink
from outside_world.print_house import answers as print_answers
from outside_world.print_house import packs as print_packs
from outside_world.private_post import boxes
from outside_world.reception import receiver
from outside_world.workshop import appointments, approving, moving

TABLES = (
    faults.TABLES,
    sign_ins.TABLES,
    transactions.TABLES,
    gbizid_sign_ins.TABLES,
    mandates.TABLES,
    papers.TABLES,
    notices.TABLES,
    bank.TABLES,
    reception.TABLES,
    letters.TABLES,
    boxes.TABLES,
    receiver.TABLES,
    print_packs.TABLES,
    print_answers.TABLES,
)
ROUND_EVERY = 0.2
LOOK_EVERY = 1.0


class Quiet(WSGIRequestHandler):
    """Writes no access log: addresses here carry names and numbers."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


class Server:
    """Everything of one world that runs."""

    def __init__(self, app: Flask, rounds: Rounds, *, host: str, port: int, mail_port: int) -> None:
        self._world = app.extensions["world"]
        self._approve = app.extensions["approving"]
        self._rounds = rounds
        self._stopping = Event()
        self._http: BaseWSGIServer = make_server(
            host, port, app, threaded=True, request_handler=Quiet
        )
        self._mail = sink.listener(self._world, host=host, port=mail_port)

    @property
    def port(self) -> int:
        """Where HTTP is spoken."""
        return self._http.port

    def start(self) -> None:
        """Start all of it, each in a thread of its own."""
        self._mail.start()
        loops = (
            self._http.serve_forever,
            self._visit_bank,
            self._carry_notices,
            self._open_frames,
        )
        for loop in loops:
            Thread(target=loop, daemon=True).start()

    def stop(self) -> None:
        """Stop all of it; what is remembered stays."""
        self._stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._mail.stop()

    def _visit_bank(self) -> None:
        while not self._stopping.wait(ROUND_EVERY):
            self._rounds.act(self._world.clock.now())

    def _carry_notices(self) -> None:
        while not self._stopping.wait(ROUND_EVERY):
            notices.send_due(self._world)

    def _open_frames(self) -> None:
        """Let the two of the treasury open a frame when payments wait for one."""
        while not self._stopping.wait(LOOK_EVERY):
            names = moving.unapproved(appointments.read(self._world.clock.folder).values())
            wanted = [name for name in names if name.startswith(approving.FRAME)]
            if wanted and not faults.is_on(self._world.memory, moving.ABSENT):
                with suppress(approving.NotApproved):
                    self._approve(wanted)
