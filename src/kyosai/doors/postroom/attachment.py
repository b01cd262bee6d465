"""添付書類の受け渡し — clean an upload once more on this side of the wall, and keep it."""

from base64 import b64decode

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.exchange import postbox
from kyosai.exchange.messages.inbound import Attachment
from kyosai.procedures.enrolment import attach
from kyosai.wires.cleaning import cleaner


def hand_over(number: str) -> None:
    """Keep an attachment, rebuilt from pixels; one that cannot be rebuilt is kept away."""
    _, message = postbox.peek(number)
    assert isinstance(message, Attachment)
    try:
        content = b64decode(message.content, validate=True)
        cleaned = cleaner.rebuild(content, filename=message.filename)
    except Refused as refusal:
        attach.leave_out(number, reason=refusal.reason)
        return
    except ValueError:
        attach.leave_out(number, reason="base64")
        return
    attach.keep(
        number,
        content=cleaned.content,
        filename=cleaned.filename,
        media=cleaned.media,
        pages=cleaned.pages,
        at=today.now(),
    )
