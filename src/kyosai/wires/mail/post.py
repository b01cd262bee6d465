"""メールの送信 — over SMTP, with time limits; the same message again has the same number."""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from kyosai.basis.tokyo import in_tokyo
from kyosai.wires.failure import Rejected, Unreachable

SECONDS = 10


@dataclass(frozen=True)
class MailConfig:
    """Where the mail server is, and who writes. ``clock`` tells the time of the letter."""

    host: str
    port: int
    clock: Callable[[], datetime]
    sender_name: str = "小規模企業共済 オンライン窓口"
    sender: str = "no-reply@kyosai.example"


@dataclass(frozen=True)
class Mail:
    """One mail server; each letter is a connection of its own."""

    config: MailConfig

    def send(self, to: str, subject: str, body: str, key: str) -> None:
        """Send one letter. ``key`` names it: a server or reader can tell a repeat by it."""
        letter = written(self.config, to, subject, body, key)
        try:
            with smtplib.SMTP(self.config.host, self.config.port, timeout=SECONDS) as server:
                server.send_message(letter)
        except smtplib.SMTPRecipientsRefused as error:
            code = max(code for code, _ in error.recipients.values())
            raise _failure(code, f"the address was refused with {code}") from error
        except smtplib.SMTPResponseException as error:
            raise _failure(error.smtp_code, f"mail was refused with {error.smtp_code}") from error
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(f"mail server: {type(error).__name__}") from error


def written(config: MailConfig, to: str, subject: str, body: str, key: str) -> EmailMessage:
    """Return the letter; an address or subject that would add headers is rejected."""
    if not (to.isascii() and subject.isprintable()):
        raise Rejected("no such address or subject can be written on a letter")
    domain = config.sender.rpartition("@")[2]
    letter = EmailMessage(policy=SMTP)
    try:
        letter["From"] = Address(config.sender_name, addr_spec=config.sender)
        letter["To"] = Address(addr_spec=to)
        letter["Subject"] = subject
    except (MessageError, ValueError, IndexError) as error:
        raise Rejected("no such address can be written on a letter") from error
    letter["Date"] = format_datetime(in_tokyo(config.clock()))
    letter["Message-ID"] = f"<{sha256(key.encode()).hexdigest()[:40]}@{domain}>"
    letter["X-Kyosai-Key"] = sha256(key.encode()).hexdigest()[:40]
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(body, charset="utf-8", cte="base64")
    return letter


def _failure(code: int, reason: str) -> Unreachable | Rejected:
    """Tell a passing trouble (4xx) from a lasting no (5xx)."""
    return Unreachable(reason) if code < 500 else Rejected(reason, status=code)
