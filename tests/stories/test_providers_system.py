"""The provider's own system accepts through the API, and the participant sees the place on her page."""

import json
import urllib.error
import urllib.request
from typing import Any

from npq.demo.cast import NORTHLIGHT, WILLOWBANK
from npq.domain.organisations.operations import create_api_token
from npq.domain.registration.models import Registration
from npq.kernel import clock
from npq.kernel.viewer import Viewer
from tests.runner.service import Service
from tests.stories import steps

APRIL = "April Approved"
APPLICATIONS = "/api/v3/npq-applications"


class System:
    """A lead provider's system, with a key to the API."""

    def __init__(self, service: Service, provider: Any) -> None:
        self.address = service.address
        by = Viewer.system("story")
        self.token = create_api_token(by=by, at=clock.now(), lead_provider_id=provider.id)

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        request = urllib.request.Request(
            self.address + path,
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)


def test_an_acceptance_by_the_api_is_seen_on_the_pages(someone, service: Service) -> None:
    registration = Registration.objects.get(person__email=steps.email_of(APRIL))
    april = someone(phone=True)
    steps.is_persona(april, APRIL).sees("Your provider makes the next move")

    northlights, willowbanks = System(service, NORTHLIGHT), System(service, WILLOWBANK)
    status, listed = northlights.call("GET", APPLICATIONS)
    assert status == 200
    mine = {one["id"]: one["attributes"] for one in listed["data"]}
    assert mine[str(registration.id)]["status"] == "pending"
    assert mine[str(registration.id)]["participant_id"] == str(registration.person_id)

    path = f"{APPLICATIONS}/{registration.id}"
    assert willowbanks.call("GET", path)[0] == 404
    assert willowbanks.call("POST", f"{path}/accept")[0] == 404

    status, accepted = northlights.call("POST", f"{path}/accept")
    assert status == 200
    assert accepted["data"]["attributes"]["status"] == "accepted"
    assert northlights.call("POST", f"{path}/accept")[0] == 422

    april.go("/home").sees("Place accepted", "You have your place.").follow("Executive leadership")
    april.sees("Your provider has given you a place.")
    assert steps.letters_to(service, steps.email_of(APRIL))[-1] == "registration-accepted"

    priya = someone()
    steps.is_persona(priya, "Priya Northlight")
    steps.opens_registration_of(priya, APRIL).sees("Accepted", "Place given")


def test_a_rejection_by_the_api_leaves_the_participant_knowing(someone, service: Service) -> None:
    registration = Registration.objects.get(person__email=steps.email_of("Derek Downes"))
    path = f"{APPLICATIONS}/{registration.id}"
    status, rejected = System(service, NORTHLIGHT).call("POST", f"{path}/reject")
    assert status == 200
    assert rejected["data"]["attributes"]["status"] == "rejected"
    derek = someone()
    steps.is_persona(derek, "Derek Downes").sees("No place", "Your provider did not give you a place.")
    assert steps.letters_to(service, steps.email_of("Derek Downes"))[-1] == "registration-rejected"
