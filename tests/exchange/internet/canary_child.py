"""A day of the internet zone with canaries in it: filings, answers, views and refused calls."""

import sys
from base64 import b64encode
from contextlib import suppress
from dataclasses import replace

import django

NAME, ACCOUNT, MY_NUMBER = "加奈利亜 鳴子", "7654321098", "987654321098"


def main(port: int) -> None:
    """Send everything once, let the core's side answer, and leave half of it waiting."""
    from django.conf import settings

    from kyosai.exchange import answers, postbox, views
    from kyosai.exchange.messages.inbound import AccountChange, Attachment
    from kyosai.exchange.messages.outbound import Answer
    from kyosai.wires.failure import Rejected
    from kyosai.wires.relay.line import Line
    from tests.exchange.internet.test_postbox import brought, number
    from tests.exchange.samples import MANDATE, SENT_AT, application, notice

    mandate = replace(MANDATE, account_masked=ACCOUNT, holder_kana=NAME)
    identity = replace(application().identity, name=NAME, address=MY_NUMBER)
    content = b64encode(f"{NAME} {ACCOUNT} {MY_NUMBER}".encode() * 50).decode()
    at = SENT_AT.isoformat()
    for place in range(6):
        postbox.send(application(identity=identity, mandate=mandate, business_name=NAME))
        postbox.send(notice(account_masked=ACCOUNT, request_id=MY_NUMBER))
        postbox.send(Attachment(NAME, "a-1", NAME, "image/jpeg", 1, content, MY_NUMBER))
        postbox.send(AccountChange(MY_NUMBER, "skk", at, f"U-{place}", mandate))
    private, public = views.reply_keys()
    asked = views.ask("who_looked", person=NAME, argument=ACCOUNT, reply_public=public,
                      asked_at=SENT_AT)  # fmt: skip
    keys = settings.KEYS
    line = Line("127.0.0.1", port, certificate=keys.path("courier.crt"),
                key=keys.path("courier.key"), relay_certificate=keys.path("relay.crt"))  # fmt: skip
    fetched = line.wait(limit=64, seconds=0)
    assert len(fetched) == 25
    line.acknowledge([each["number"] for each in fetched[:12]])
    payload = {"person": {"name": NAME}, "account": ACCOUNT, "number": MY_NUMBER}
    view = views.sealed(payload, to=asked, reply_key=b64encode(public).decode())
    line.bring([brought(view, number=number(1))])
    assert views.collect(asked, reply_private=private) == payload
    line.bring([brought(replace(view, to=number(8)), number=number(2))])  # stays uncollected
    line.bring([brought(Answer(number(3), "U-1", "accepted", at), number=number(4))])
    assert answers.of("U-1") == "accepted"
    with suppress(Rejected):
        line.bring([{"kind": NAME, "body": content, "signature": ACCOUNT, "number": MY_NUMBER}])


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
