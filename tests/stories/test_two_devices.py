"""At the desk and on the phone: both versions are kept, what differs is shown, and both are chosen."""

from playwright.sync_api import expect

from npq.domain.assessment.models import Revision
from npq.domain.assessment.queries.revisions import history_of
from npq.domain.assessment.rules.revisions import verify
from tests.runner.service import Service
from tests.stories import sitting, steps

ESME = "Esme Underway"
FIRST = "We wait for May."


def test_what_two_devices_saved_stays_twice_until_she_chooses(someone, service: Service) -> None:
    desk, phone = someone(), someone(phone=True)
    steps.is_persona(desk, ESME)
    id = sitting.opens_the_case(desk)
    sitting.saves(desk, 2, FIRST)
    steps.is_persona(phone, ESME).go(f"/assessment/{id}/write")
    expect(sitting.box(phone, 2)).to_have_value(FIRST)

    # She goes on at the desk, and picks up the phone, which still shows what there was before.
    sitting.saves(desk, 2, f"{FIRST} The trustees meet on Tuesday.")
    sitting.writes(phone, 2, f"{FIRST} The heads meet on Monday.")
    sitting.is_told(phone, "both are kept")
    assert Revision.objects.get(script=id, side=True).number == 3

    # Until she has chosen, she may write on, and nothing can be handed in.
    phone.follow("Look at both and choose").sees("Two versions of your response")
    expect(phone.page.locator("del").filter(has_text="trustees")).to_be_visible()
    expect(phone.page.locator("ins").filter(has_text="heads")).to_be_visible()
    phone.go(f"/assessment/{id}/hand-in").follow("Choose first which of them to go on with")
    phone.page.get_by_label("Both: where they differ").check()
    phone.press("Go on with this")
    both = f"{FIRST} The trustees meet on Tuesday.\n\n{FIRST} The heads meet on Monday."
    expect(sitting.box(phone, 2)).to_have_value(both)

    # At the desk the page is from before: it is told so, and what it types is kept as well.
    sitting.writes(desk, 2, f"{FIRST} The trustees meet on Wednesday.")
    sitting.is_told(desk, "both are kept")
    desk.go(f"/assessment/{id}/write")
    expect(sitting.box(desk, 2)).to_have_value(both)
    verify(history_of(id))
