"""A response in a browser: saved as one types, kept while there is no connection, and two windows that keep both."""

from datetime import timedelta

from playwright.sync_api import expect

from npq.domain.assessment.models import Revision, Script
from npq.domain.registration.models import Registration
from npq.kernel import clock
from tests.domain.assessment.writing.conftest import make_window, sit
from tests.runner.service import Service
from tests.stories import steps

ESME = "Esme Underway"
PLAN = "Question 2"


def hers(service: Service) -> str:
    """The address of Esme's sitting, in a window of her own provider that is open now."""
    place = Registration.objects.filter(person__email=steps.email_of(ESME)).latest("id")
    now = clock.now()
    window = make_window(
        place.lead_provider_id,
        opens=now - timedelta(hours=1),
        closes=now + timedelta(days=8, hours=1),
    )
    return f"/assessment/{sit(place.id, window)}/write"


def test_nothing_written_is_lost(someone, service: Service) -> None:
    path = hers(service)
    esme = someone()
    steps.is_persona(esme, ESME)
    esme.go(path)
    page = esme.page
    state = page.locator(".npq-writing__state")
    page.get_by_label(PLAN).fill("We wait for May.")
    expect(page.locator("[data-words]")).to_contain_text("4 of 20 words")
    expect(state).to_contain_text("Saved on our server at")
    page.get_by_label(PLAN).fill("word " * 21 + "last")
    expect(page.locator("[data-stops=plan]")).to_contain_text("stops reading after")
    expect(state).to_contain_text("Saved on our server at")

    page.route("**/write", lambda route: route.abort())
    page.get_by_label(PLAN).fill("On the train.")
    expect(state).to_contain_text("Kept on this device only, since")
    page.unroute("**/write")
    esme.go(path)
    expect(page.get_by_role("region", name="Kept on this device")).to_contain_text("On the train.")
    page.get_by_role("button", name="Put it into the boxes").click()
    expect(page.get_by_label(PLAN)).to_have_value("On the train.")
    expect(state).to_contain_text("Saved on our server at")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(state).to_contain_text("saved on our server")

    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label(PLAN).fill("From the other window.")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.locator(".npq-writing__state")).to_contain_text("Saved on our server at")
    page.get_by_label(PLAN).fill("From this window.")
    expect(state).to_contain_text("both are kept")
    page.get_by_role("link", name="Look at both and choose").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two versions of your response")
    assert Revision.objects.filter(side=True).count() == 1
    page.get_by_label("Both: where they differ").check()
    page.get_by_role("button", name="Go on with this").click()
    expect(page.get_by_label(PLAN)).to_have_value("From the other window.\n\nFrom this window.")
    assert Script.objects.get(sitting=path.split("/")[2]).content[1][1].endswith("From this window.")
