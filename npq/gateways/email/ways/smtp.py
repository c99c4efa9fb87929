"""The way through a mail server: SMTP, by the URL in NPQ_SMTP_URL.

`smtp://host:25`, `smtp://user:password@host:587?starttls=true` or `smtps://user:password@host:465`.
"""

import hashlib
import smtplib
import ssl
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from npq.gateways.email.failures import FailureCode, PermanentFailure, TemporaryFailure
from npq.gateways.email.letter import Letter
from npq.kernel import clock

TIMEOUT = 10  # seconds for each step of the conversation
FINAL = range(500, 600)  # a mail server's "no, and do not ask again"


@dataclass(frozen=True)
class Server:
    """A mail server as its URL names it. `tls` is none, "starttls" or "implicit"."""

    host: str
    port: int
    user: str
    password: str
    tls: str

    @classmethod
    def at(cls, url: str) -> "Server":
        parts = urlsplit(url)
        starttls = parse_qs(parts.query).get("starttls", ["false"])[0] == "true"
        implicit = parts.scheme == "smtps"
        return cls(
            host=parts.hostname or "127.0.0.1",
            port=parts.port or (465 if implicit else 25),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls="implicit" if implicit else "starttls" if starttls else "",
        )


def send(letter: Letter) -> None:
    """Hands the letter to the mail server. Raises TemporaryFailure or PermanentFailure."""
    message = _message(letter)
    try:
        with conversation_with(Server.at(settings.SMTP)) as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        [(status, _)] = error.recipients.values()
        _fail(status, FailureCode.ADDRESS_REFUSED)
    except smtplib.SMTPDataError as error:
        _fail(error.smtp_code, FailureCode.LETTER_REFUSED)
    except smtplib.SMTPNotSupportedError:
        raise PermanentFailure(FailureCode.ADDRESS_REFUSED) from None
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPSenderRefused):
        # Ours to put right, and then the letter can go.
        raise TemporaryFailure(FailureCode.NOT_LET_IN) from None
    except (smtplib.SMTPException, OSError):
        raise TemporaryFailure(FailureCode.NO_CONNECTION) from None


def _fail(status: int, code: FailureCode) -> None:
    if status in FINAL:
        raise PermanentFailure(code) from None
    raise TemporaryFailure(FailureCode.BUSY) from None


def conversation_with(server: Server) -> smtplib.SMTP:
    """Connects, encrypts and signs in as the server is to be spoken to. Raises OSError and smtplib.SMTPException."""
    context = ssl.create_default_context()
    if server.tls == "implicit":
        conversation: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=TIMEOUT, context=context
        )
    else:
        conversation = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        if server.tls == "starttls":
            conversation.starttls(context=context)
        if server.user:
            conversation.login(server.user, server.password)
    except BaseException:
        conversation.close()
        raise
    return conversation


def _message(letter: Letter) -> EmailMessage:
    sender = _address(settings.EMAIL_FROM)
    message = EmailMessage()
    message["From"] = Address(settings.SERVICE_NAME, sender.username, sender.domain)
    message["To"] = _address(letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.now())
    # The same for every try of one letter: whoever gets it twice can tell.
    digest = hashlib.sha256(letter.reference.encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{digest}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    return message


def _address(written: str) -> Address:
    try:
        return Address(addr_spec=written)
    except (ValueError, IndexError, MessageError):
        raise PermanentFailure(FailureCode.ADDRESS_REFUSED) from None
