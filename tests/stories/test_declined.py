"""A sponsor says no: the registration stays, and the move is the participant's, who names another."""

from npq.domain.registration.models import Registration
from tests.runner.service import Service
from tests.stories import steps

WENDY, CHAIR = "Wendy Waites", "chair.of.wendy-waites@trust.example"


def test_another_sponsor_is_asked_after_the_first_declined(someone, service: Service) -> None:
    chair = someone(phone=True)
    link = steps.link_in(steps.newest_letter(service, CHAIR, "sponsor-request"))
    steps.declines(chair, link, "We cannot spare you this year.")
    assert steps.letters_to(service, CHAIR)[-1] == "sponsor-receipt"

    wendy = someone(phone=True)
    declined = steps.newest_letter(service, steps.email_of(WENDY), "sponsor-declined")
    steps.is_persona(wendy, WENDY).sees("Your move.", "Your sponsor did not approve.")
    wendy.go(steps.link_in(declined)).sees("We cannot spare you this year.")

    wendy.follow("Name another sponsor").press("Ask them to approve").sees("There is a problem")
    steps.names_sponsor(wendy, "Wendy Waites", steps.email_of(WENDY)).press("Ask them to approve")
    wendy.sees("This is your own address")
    steps.names_sponsor(wendy, "Vera Vice", "vera.vice@trust.example").press("Ask them to approve")
    wendy.sees("We have written to your sponsor.", "Vera Vice, chair of trustees")

    chair.go(link).sees("Your answer is not needed any more")
    vera = someone()
    steps.approves(
        vera, steps.link_in(steps.newest_letter(service, "vera.vice@trust.example", "sponsor-request"))
    )

    wendy.go("/home").does_not_see("Your move.").follow("Executive leadership").sees(
        "Your sponsor has approved."
    )
    registration = Registration.objects.get(person__email=steps.email_of(WENDY))
    assert [a.status for a in registration.approvals.order_by("asked_at")] == ["replaced", "approved"]

    priya = someone()
    steps.is_persona(priya, "Priya Northlight")
    steps.opens_registration_of(priya, WENDY).sees("Vera Vice, chair of trustees", "Sponsor did not approve")


def test_somebody_who_knows_nobody_is_written_to_no_more(someone, service: Service) -> None:
    stranger = someone(phone=True)
    email = "chair.of.mova-mooring@trust.example"
    link = steps.link_in(steps.newest_letter(service, email, "sponsor-request"))
    stranger.go(link).follow("I do not know this person").sees("we stop all emails to you")
    stranger.press("I do not know this person")
    stranger.sees("We will not write to you again.").does_not_see("Mova Mooring")
    before = steps.letters_to(service, email)

    mova = someone()
    steps.is_persona(mova, "Mova Mooring").sees("Your move.", "says they do not know you")
    mova.follow("Executive leadership").follow("Name another sponsor")
    steps.names_sponsor(mova, "The Same Again", email).press("Ask them to approve")
    mova.sees("We cannot write to that address, because its owner has asked us not to.")
    assert steps.letters_to(service, email) == before

    stranger.press("Let this service write to me again").sees("they can name you once more")
    mova.press("Ask them to approve").sees("Others have the next move")
    assert steps.letters_to(service, email) != before
