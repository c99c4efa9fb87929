"""Before acceptance somebody moves to another provider: the old one sees them gone, the new one decides."""

from npq.domain.registration.models import Registration
from tests.runner.service import Service
from tests.stories import steps

GETHIN = "Gethin Gates"


def test_the_old_provider_sees_them_move_away_and_the_new_one_gives_the_place(
    someone, service: Service
) -> None:
    merrick = someone()
    steps.is_persona(merrick, "Merrick Meridian")
    steps.opens_registration_of(merrick, GETHIN).sees(
        "To decide", "You decide once the sponsor has approved."
    )
    merrick.press("Accept").press("Accept").sees("Your terms ask for the sponsor’s approval")

    gethin = someone()
    steps.is_persona(gethin, GETHIN).follow("Executive leadership").sees("Meridian Leadership College")
    gethin.press("Change this registration").sees("Check your changes").change("Provider")
    gethin.choose("Northlight Institute").press("Continue")
    gethin.sees("Who gets your details", "Northlight Institute")
    gethin.choose("I have read who gets my details and why").press("Continue")
    gethin.sees("the provider you had before sees that you have gone")
    gethin.press("Submit changes").sees("Your changes are saved.", "Northlight Institute")
    old, new = Registration.objects.filter(person__email=steps.email_of(GETHIN)).order_by("submitted_at")
    assert (old.status, new.status, new.replaces_id) == ("replaced", "pending", old.id)
    assert old.changed_at == new.submitted_at

    merrick.go("/provider").follow(GETHIN).sees("Moved away", "The participant moved to another provider")
    merrick.does_not_see("Northlight")
    assert merrick.page.get_by_role("button", name="Accept").count() == 0
    merrick.go(f"/provider/registrations/{new.id}").sees("Page not found")

    priya = someone()
    steps.is_persona(priya, "Priya Northlight")
    steps.accepts(priya, GETHIN)
    gethin.go("/home").sees("Place accepted").does_not_see("Meridian")
    gethin.go(f"/home/registrations/{old.id}").follow("Go to the registration that took its place")
    gethin.sees("You have your place.")
    assert steps.letters_to(service, steps.email_of(GETHIN))[-2:] == [
        "registration-changed",
        "registration-accepted",
    ]


def test_another_workplace_stays_one_record_and_the_sponsor_is_asked_anew(someone, service: Service) -> None:
    april = someone()
    before = Registration.objects.get(person__email=steps.email_of("April Approved"))
    school = steps.school_of_kind(steps.STATE_FUNDED)
    steps.is_persona(april, "April Approved").follow("Executive leadership").press("Change this registration")
    april.change("Workplace").page.get_by_role("combobox").fill("")
    steps.chooses_school(april, school)
    april.press("Submit changes").sees("Your changes are saved.", school.name, "your sponsor by")
    after = Registration.objects.get(person__email=steps.email_of("April Approved"))
    assert (after.id, after.workplace_id) == (before.id, school.school_id)
    chair = someone(phone=True)
    request = steps.newest_letter(service, "chair.of.april-approved@trust.example", "sponsor-request")
    steps.approves(chair, steps.link_in(request))
