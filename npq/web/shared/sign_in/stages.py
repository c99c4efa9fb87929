"""The last step of a sign-in: whose it is. Nobody is signed in before it is passed."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from allauth.account.internal.stagekit import stash_login
from allauth.account.models import Login
from allauth.account.stages import LoginStage, LoginStageController
from django.http import HttpRequest, HttpResponse

from npq.domain.people.kinds import Issuer, RefusalCode, SignInOutcome
from npq.domain.people.lookups import account_for_address
from npq.domain.people.operations import sign_in_person
from npq.domain.people.queries import recognise_sign_in
from npq.domain.people.rules import Way
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer
from npq.web.shared.pages import redirect

VOUCHED = "vouched"
STOPPED: dict[StrEnum, str] = {
    RefusalCode.EMAIL_NOT_VERIFIED: "not-verified",
    RefusalCode.EMAIL_NOT_AN_ADDRESS: "no-address",
}


@dataclass(frozen=True)
class Arrival:
    """How somebody came in: kept with the sign-in under way, never shown."""

    issuer: str
    subject: str
    email: str
    email_verified: bool

    @property
    def way(self) -> Way:
        return Way(self.issuer, self.subject, self.email.lower())

    @property
    def named(self) -> dict[str, str]:
        """As the operations want it."""
        return {"issuer": self.issuer, "subject": self.subject, "email": self.email}


def vouched_login(account: Any, arrival: Arrival, wanted: str) -> Login:
    """A sign-in vouched for by somebody other than a code of ours."""
    return Login(user=account, redirect_url=wanted or None, state={VOUCHED: asdict(arrival)})


class PersonStage(LoginStage):
    """Passes whoever is known; asks where an address may have changed hands; makes a person on a POST only."""

    key = "person"
    urlname = "sign-in-same-person"

    @classmethod
    def of(cls, request: HttpRequest) -> "PersonStage | None":
        """The sign-in of this browser that waits at this step."""
        stage = LoginStageController.enter(request, cls.key)
        # An account nobody used is tidied away after a while, and then there is nothing to go on with.
        return stage if stage and stage.login.user else None

    @property
    def arrival(self) -> Arrival:
        vouched = self.login.state.get(VOUCHED)
        if vouched:
            return Arrival(**vouched)
        account: Any = self.login.user
        return Arrival(Issuer.EMAIL_CODE, str(account.pk), account.email or "", True)

    def handle(self) -> tuple[HttpResponse | None, bool]:
        try:
            outcome = (
                self.find_person() if self.request.method == "POST" else recognise_sign_in(self.arrival.way)
            )
        except Refusal as refusal:
            return redirect("sign-in-stopped", why=STOPPED.get(refusal.code, "moved-on")), False
        if outcome is SignInOutcome.ASKED:
            return redirect("sign-in-same-person"), True
        if outcome is SignInOutcome.KNOWN or (
            outcome is SignInOutcome.FIRST and self.request.method == "POST"
        ):
            return None, True
        return redirect("sign-in-first"), True

    def find_person(self, date_of_birth: date | None = None) -> SignInOutcome:
        """Signs the person in, or makes one. Raises Refusal."""
        arrival = self.arrival
        return sign_in_person(
            by=Viewer.visitor(),
            at=self.request.at,
            email_verified=arrival.email_verified,
            date_of_birth=date_of_birth,
            **arrival.named,
        ).outcome

    def begin_afresh(self) -> None:
        """The address was given up by the person before; whoever waits here goes on as somebody new."""
        if self.arrival.way.by_code:
            # The old account opens nobody any more; the new person has one of their own.
            self.login.user = account_for_address(self.arrival.email, at=self.request.at)
        self.state["afresh"] = True
        stash_login(self.request, self.login)
