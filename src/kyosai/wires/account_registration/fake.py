"""にせの受付センター — for unit tests: every mandate is registered, unless told otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from kyosai.formats.account_registration.messages import MandateReturn, MandateState, Status
from kyosai.wires.account_registration.hub import NotFromHub, NotReady, Started
from kyosai.wires.failure import Rejected

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


@dataclass
class FakeHub:
    """Keeps what was started; change ``states`` and ``days`` to say what became of it."""

    states: dict[str, MandateState] = field(default_factory=dict)
    days: dict[date, bytes] = field(default_factory=dict)
    papers: dict[str, dict[str, str]] = field(default_factory=dict)

    def start(
        self, *, request_id: str, customer_no: str, return_url: str, **asked: object
    ) -> Started:
        """Register at once."""
        mandate_id = f"M-{request_id}"
        self.states[mandate_id] = MandateState(
            request_id=request_id,
            mandate_id=mandate_id,
            customer_no=customer_no,
            status=Status.REGISTERED,
            code="00",
            bank_code="9901",
            bank_name="サンプル銀行",
            branch_code="001",
            branch_name="本店",
            account_kind="1",
            account_masked="****345",
            holder_kana=str(asked.get("name_kana", "ﾐﾎﾝ ﾊﾅｺ")),
            registered_on=NOW.date(),
            timestamp=NOW,
        )
        return Started(mandate_id, return_url, NOW + timedelta(minutes=30))

    def refuse(self, mandate_id: str, *, code: str) -> None:
        """Let a started mandate have been refused."""
        state = self.states[mandate_id]
        self.states[mandate_id] = replace(state, status=Status.REFUSED, code=code)

    def hand_in_paper(
        self, *, request_id: str, customer_no: str, name_kana: str, account: Mapping[str, str]
    ) -> str:
        """Keep the paper under its request number."""
        self.papers[request_id] = {"customer_no": customer_no, "name_kana": name_kana, **account}
        return f"P-{request_id}"

    def inquire(self, mandate_id: str) -> MandateState:
        """Return the state, or reject an unknown number."""
        if mandate_id not in self.states:
            raise Rejected(f"{mandate_id} is unknown", status=404)
        return self.states[mandate_id]

    def read_return(self, query: Mapping[str, str]) -> MandateReturn:
        """Read a return of a started mandate; no signature is asked for."""
        state = self.states.get(query.get("mandate_id", ""))
        if state is None:
            raise NotFromHub
        return MandateReturn(
            state.request_id, state.mandate_id, state.status, state.code, state.timestamp
        )

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> MandateState:
        """Take the body as the number of a mandate."""
        return self.inquire(body.decode())

    def daily_file(self, day: date) -> bytes:
        """Return the bytes laid down for a day."""
        if day not in self.days:
            raise NotReady(f"no file of {day}")
        return self.days[day]
