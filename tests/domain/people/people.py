"""People in these tests, and how they come in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

from npq.domain.people.kinds import Issuer
from npq.domain.people.operations import SignedIn, change_details, sign_in_person
from npq.domain.people.rules import is_shared_mailbox
from npq.kernel.viewer import Viewer

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
BORN = date(1980, 5, 17)
ONE_LOGIN = "https://sign-in.example"


@dataclass(frozen=True)
class ByCode:
    """Somebody who signs in by a code sent to `email`."""

    email: str
    subject: str
    issuer: str = Issuer.EMAIL_CODE

    @property
    def way(self) -> dict[str, str]:
        return {"issuer": self.issuer, "subject": self.subject, "email": self.email}

    def come_in(self, at: datetime = AT, born: date | None = None) -> SignedIn:
        return sign_in_person(by=Viewer.visitor(), at=at, email_verified=True, date_of_birth=born, **self.way)

    def arrive(self, *, name: str = "", at: datetime = AT) -> Viewer:
        """Signs in; with a name, also says who they are. At a shared mailbox they were born on BORN."""
        signed_in = self.come_in(at, BORN if is_shared_mailbox(self.email) else None)
        assert signed_in.person_id is not None
        viewer = Viewer.person(signed_in.person_id)
        if name:
            change_details(by=viewer, at=at, full_name=name, date_of_birth=BORN, teacher_reference_number="")
        return viewer


def by_code(email: str) -> ByCode:
    return ByCode(email, str(uuid4()))


def by_openid(email: str, subject: str) -> ByCode:
    return ByCode(email, subject, ONE_LOGIN)
