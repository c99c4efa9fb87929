"""Two paragraphs stand in two responses: somebody looks, holds, hears the writer, and two of them let it go."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from npq.domain.assessment.models import Look, Window
from npq.domain.people.models import Person
from npq.domain.registration.models import Registration
from npq.kernel import clock
from npq.kernel.viewer import Viewer
from tests.domain.assessment.looking.conftest import hand_in, own
from tests.domain.assessment.writing.conftest import make_window, sit
from tests.runner.service import Service
from tests.stories import steps

ESME, DOV, PRIYA, NORA = "Esme Underway", "Dov Underway", "Priya Northlight", "Nora Northlight"
COPIED = (own(1, 120), own(2, 120))


def window_over(service: Service) -> tuple[Window, dict[str, str]]:
    """A window in which both have handed in, after its end; and each writer's sitting."""
    places = {
        name: Registration.objects.filter(person__email=steps.email_of(name)).latest("id")
        for name in (ESME, DOV)
    }
    now = clock.now()
    window = make_window(
        places[ESME].lead_provider_id, opens=now - timedelta(hours=1), closes=now + timedelta(days=2)
    )
    said = {
        ESME: {"situation": f"{own(3)}\n\n{COPIED[0]}", "plan": own(4), "account": COPIED[1]},
        DOV: {"situation": f"{COPIED[0]}\n\n{own(5)}", "plan": COPIED[1], "account": own(6)},
    }
    sittings = {}
    for name, answers in said.items():
        sitting = sit(places[name].id, window)
        viewer = Viewer.person(Person.objects.get(email=steps.email_of(name)).id)
        hand_in(viewer, sitting, now, **answers)
        sittings[name] = str(sitting)
    service.set_clock(window.closes_at + timedelta(hours=1))
    service.sweep()
    return window, sittings


def test_a_hold_and_its_conversation(someone, service: Service) -> None:
    window, sittings = window_over(service)
    look = Look.objects.get(script__submission__script=sittings[ESME])
    number = look.script.candidate_number

    priya = someone()
    steps.is_persona(priya, PRIYA)
    priya.go(f"/provider/assessment/{window.id}").follow("Passages that responses share")
    priya.sees("To look at (2)").does_not_see(ESME, DOV)
    priya.follow(number).does_not_see(ESME, DOV).sees("2 passages")
    for paragraph in COPIED:
        assert priya.page.get_by_text(paragraph[:60]).count() >= 2
    priya.press("Hold and hear the writer").sees("you hear them within 14 days")
    priya.press("Hold and write to them").sees(f"{number}, {ESME}").does_not_see(DOV)

    esme = someone(phone=True)
    steps.is_persona(esme, ESME)
    held = steps.newest_letter(service, steps.email_of(ESME), "response-held")
    assert "nothing has been decided" in held.body
    esme.go(steps.link_in(held)).sees("Nothing is decided", "also in another response in the same window")
    for paragraph in COPIED:
        esme.sees(paragraph[:60])
    esme.does_not_see(own(5)[:40], own(6)[:40], DOV)
    esme.fill("What you want to say beforehand", "We made our notes together, by hand.").press("Save")
    esme.sees("Saved on")

    talk = (clock.now() + timedelta(days=3)).astimezone(ZoneInfo("Europe/London"))
    priya.go(priya.page.url).sees("We made our notes together, by hand.").press("Invite to a conversation")
    priya.fill("Day", str(talk.day)).fill("Month", str(talk.month)).fill("Year", str(talk.year))
    priya.page.get_by_label("Time", exact=True).fill("4pm")
    priya.fill("Where, or how to join", "By video").press("Send the invitation").sees(
        "The conversation is on"
    )
    invited = steps.newest_letter(service, steps.email_of(ESME), "response-talk")
    assert "4pm, London time" in invited.body

    service.set_clock(talk.replace(hour=17))
    priya.go(priya.page.url).press("Record the conversation")
    priya.fill("Who of you was there?", PRIYA).fill("And who else of you?", NORA)
    priya.fill("What did they say?", "They wrote notes together and each used them.")
    priya.page.get_by_label("Words of others, not marked as theirs").check()
    priya.press("Record").sees("one alone cannot")

    nora = someone()
    steps.is_persona(nora, NORA)
    nora.go(priya.page.url).press("Confirm the outcome").press("Confirm").sees("Released by Nora Northlight")
    released = steps.newest_letter(service, steps.email_of(ESME), "response-released")
    esme.go(steps.link_in(released)).sees("Your result no longer waits", "you will be shown how")
    assert "response-held" not in steps.letters_to(service, steps.email_of(DOV))
    dov = someone()
    steps.is_persona(dov, DOV)
    dov.go(f"/assessment/{sittings[DOV]}").does_not_see("conversation", "no longer waits")
