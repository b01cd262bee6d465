"""受付センターへの接続 — start a mandate, ask what became of it, read what the hub tells us."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import httpx

from kyosai.basis.refusal import Malformed, Refused
from kyosai.basis.tokyo import in_tokyo
from kyosai.formats.account_registration import messages, signing
from kyosai.formats.account_registration.messages import MandateReturn, MandateState
from kyosai.wires import http
from kyosai.wires.failure import Rejected, Unreachable

LARGEST_NOTICE = 20_000


class NotFromHub(Refused):
    """A return or a notice whose signature is not the hub's."""

    reason = (
        "口座の画面からの戻りを確認できませんでした。"
        "申込みの続きを開くと、登録の結果を受付センターに直接確かめます。"
    )


class AlreadyStarted(Rejected):
    """The hub has seen this request number before."""


class NotReady(Unreachable):
    """The day is not over: its file does not exist yet."""


class Started(NamedTuple):
    """A mandate begun at the hub, and where the person goes next."""

    mandate_id: str
    redirect_url: str
    expires_at: datetime


@dataclass(frozen=True)
class HubConfig:
    """Where the hub is, who we are there, and the secret both keep. ``clock`` tells the time."""

    url: str
    consignor_code: str
    key: bytes
    clock: Callable[[], datetime]


@dataclass(frozen=True)
class Hub:
    """The hub, over HTTP; every message is signed both ways."""

    config: HubConfig
    transport: httpx.BaseTransport | None = None

    def start(
        self,
        *,
        request_id: str,
        customer_no: str,
        name_kana: str,
        name_kanji: str,
        return_url: str,
        notify_url: str,
        account: Mapping[str, str] | None = None,
    ) -> Started:
        """Begin a mandate. ``account`` may name bank_code, branch_code, acct_type, acct_no."""
        asked = {
            "consignor_code": self.config.consignor_code,
            "request_id": request_id,
            "customer_no": customer_no,
            "name_kana": name_kana,
            "name_kanji": name_kanji,
            "return_url": return_url,
            "notify_url": notify_url,
            "timestamp": self._now(),
        } | {name: value for name, value in (account or {}).items() if value}
        answer = self._ask("POST", "/mandates", signed=asked, json=asked)
        if answer.status_code == 409:
            raise AlreadyStarted(f"request {request_id} was started before", status=409)
        if answer.status_code != 201:
            raise http.rejected(answer)
        return _started(answer)

    def hand_in_paper(
        self, *, request_id: str, customer_no: str, name_kana: str, account: Mapping[str, str]
    ) -> str:
        """Hand in a mandate on paper with its account; return the hub's number of it.

        The same paper handed in again is one paper. The bank answers in a day's file, weeks later.
        """
        asked = {
            "consignor_code": self.config.consignor_code,
            "request_id": request_id,
            "customer_no": customer_no,
            "name_kana": name_kana,
            "timestamp": self._now(),
            **account,
        }
        answer = self._ask("POST", "/papers", signed=asked, json=asked)
        number = http.texts(answer).get("paper_id") if answer.status_code in (200, 201) else None
        if not number:
            raise http.rejected(answer)
        return number

    def inquire(self, mandate_id: str) -> MandateState:
        """Return what the hub says of a mandate now: the only word that counts before the file."""
        query = self._query()
        place = f"/mandates/{quote(mandate_id, safe='')}"
        answer = self._ask("GET", place, signed=query | {"mandate_id": mandate_id}, params=query)
        if answer.status_code != 200:
            raise http.rejected(answer)
        fields = http.texts(answer)
        by = answer.headers.get("X-Signature", "")
        if not signing.is_signed(fields, by=by, key=self.config.key):
            raise Rejected("the hub's answer is not signed by the hub")
        try:
            state = messages.mandate_state(fields)
        except Malformed as malformed:
            raise Rejected(str(malformed)) from malformed
        if state.mandate_id != mandate_id:
            raise Rejected(f"asked for {mandate_id}, the hub answered {state.mandate_id}")
        return state

    def read_return(self, query: Mapping[str, str]) -> MandateReturn:
        """Read what the browser brought back; ``inquire`` before believing it."""
        fields = {name: query.get(name, "") for name in messages.RETURNED}
        if not signing.is_signed(fields, by=query.get("signature", ""), key=self.config.key):
            raise NotFromHub
        try:
            return messages.mandate_return(fields)
        except Malformed as malformed:
            raise NotFromHub from malformed

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> MandateState:
        """Read a notice the hub posted to us, or refuse it as not the hub's."""
        try:
            found = json.loads(body) if len(body) <= LARGEST_NOTICE else None
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict) or not all(type(v) is str for v in found.values()):
            raise NotFromHub
        if not signing.is_signed(found, by=headers.get("X-Signature", ""), key=self.config.key):
            raise NotFromHub
        try:
            return messages.mandate_state(found)
        except Malformed as malformed:
            raise NotFromHub from malformed

    def daily_file(self, day: date) -> bytes:
        """Return the bytes of a day's results, signed by the hub; NotReady before its end."""
        query = self._query()
        place = f"/daily/{day.isoformat()}"
        answer = self._ask("GET", place, signed=query | {"day": day.isoformat()}, params=query)
        if answer.status_code == 404:
            raise NotReady(f"the hub has no file of {day} yet")
        if answer.status_code != 200:
            raise http.rejected(answer)
        by = answer.headers.get("X-Signature", "")
        if not signing.is_signed_file(answer.content, by=by, key=self.config.key):
            raise Rejected(f"the file of {day} is not signed by the hub")
        return answer.content

    def _now(self) -> str:
        return in_tokyo(self.config.clock()).isoformat(timespec="seconds")

    def _query(self) -> dict[str, str]:
        return {"consignor_code": self.config.consignor_code, "timestamp": self._now()}

    def _ask(
        self, method: str, place: str, *, signed: Mapping[str, str], **how: object
    ) -> httpx.Response:
        by = {"X-Signature": signing.signature(signed, key=self.config.key)}
        with http.client(self.transport) as client:
            return http.ask(client, method, self.config.url + place, headers=by, **how)


def _started(answer: httpx.Response) -> Started:
    fields = http.texts(answer)
    try:
        started = Started(
            fields["mandate_id"],
            fields["redirect_url"],
            datetime.fromisoformat(fields["expires_at"]),
        )
    except (KeyError, ValueError):
        raise http.rejected(answer) from None
    address = urlsplit(started.redirect_url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise http.rejected(answer)
    return started
