from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from npq.gateways.email.models import KeptLetter
from tests.gateways.email.mail_server import LATER, NO, MailServer, mail_server
from tests.gateways.email.notify_server import KEY, TEMPLATE, NotifyServer, notify_server


@dataclass(frozen=True)
class Arrived:
    """One letter at the far end. `mark` is what the receiver can tell a repeat by."""

    to: str
    subject: str
    body: str
    mark: str


@dataclass
class Road:
    """One way out with its far end. Some addresses there answer "no" or "later"."""

    name: str
    arrived: Callable[[], list[Arrived]]
    no: str = "nobody@school.example"
    later: str = "full@school.example"


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def notify() -> Iterator[NotifyServer]:
    with notify_server() as server:
        yield server


@pytest.fixture
def by_demonstration(settings) -> Road:
    settings.EMAIL_GATEWAY = "demonstration"
    return Road("demonstration", _kept, no="no address")


@pytest.fixture
def by_smtp(settings, mail: MailServer) -> Road:
    settings.EMAIL_GATEWAY = "smtp"
    settings.SMTP = mail.url
    road = Road("smtp", lambda: [_from_server(letter) for letter in mail.letters])
    mail.replies = {road.no: NO, road.later: LATER}
    return road


@pytest.fixture
def by_notify(settings, notify: NotifyServer) -> Road:
    settings.EMAIL_GATEWAY = "notify"
    settings.NOTIFY = {"api_key": KEY, "template_id": TEMPLATE, "base_url": notify.url}
    road = Road("notify", lambda: [_from_notify(letter) for letter in notify.letters], no="no address")
    notify.replies = {road.later: (500, [{"error": "Exception", "message": "Internal server error"}])}
    return road


@pytest.fixture(params=["demonstration", "smtp", "notify"])
def road(request) -> Road:
    """Each way out in turn."""
    return request.getfixturevalue(f"by_{request.param}")


@pytest.fixture(params=["smtp", "notify"])
def outer_road(request) -> Road:
    """Each way out that leaves the service."""
    return request.getfixturevalue(f"by_{request.param}")


def _kept() -> list[Arrived]:
    return [
        Arrived(kept.to, kept.subject, kept.body, kept.reference)
        for kept in KeptLetter.objects.order_by("id")
    ]


def _from_server(letter) -> Arrived:
    return Arrived(
        letter["To"], letter["Subject"], letter.get_content().replace("\r\n", "\n"), letter["Message-ID"]
    )


def _from_notify(letter) -> Arrived:
    words = letter["personalisation"]
    return Arrived(letter["email_address"], words["subject"], words["body"], letter["reference"])
