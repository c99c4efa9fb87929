"""A trust leader reads the course page, registers, is approved by her chair and accepted by her provider."""

from npq.domain.enrolment.models import Enrolment
from tests.runner.service import Service
from tests.stories import steps
from tests.stories.steps import Answers

RUTH = "ruth.ready@oakham.example"


def test_from_the_course_page_to_an_accepted_place(someone, service: Service) -> None:
    school = steps.school_of_kind(steps.STATE_FUNDED)
    ruth = someone()
    steps.begins_from_the_course_page(ruth)
    steps.signs_in(ruth, service, RUTH).is_at("/register").sees("It takes about 10 minutes").press("Start")

    ruth.press("Continue").sees("There is a problem", "Select yes if you work in England")
    steps.answers_up_to_the_decision(ruth, school)
    ruth.sees("Your course is fully funded", school.name, "You and your school pay nothing")
    steps.answers_the_rest(ruth, Answers("Ruth Ready")).sees("Fully funded", "Grace Gladly", "1234599")
    ruth.change("Sponsor").fill("Their full name", "Grace Glad").press("Continue").sees("Grace Glad")
    ruth.press("Submit").sees("You have registered", "Northlight Institute has your registration")
    ruth.sees("your sponsor by")
    assert steps.letters_to(service, RUTH) == ["sign-in-code", "registration-submitted"]

    grace = someone(phone=True)
    request = steps.newest_letter(service, Answers.sponsor_email, "sponsor-request")
    grace.go(steps.link_in(request)).sees(
        "Ruth Ready asks you to approve", school.name, "Northlight Institute"
    )
    grace.sees("1 to 2 hours a week on average, for 18 months", "Who reads your answer")
    grace.press("I approve it").press("Approve").sees("There is a problem")
    steps.approves(grace, steps.link_in(request), "She is ready for this.")
    grace.go(steps.link_in(request)).sees("You have answered")

    ruth.go("/home").follow("Executive leadership").sees(
        "Your sponsor has approved.", "She is ready for this."
    )
    assert steps.letters_to(service, RUTH)[-1] == "sponsor-approved"

    priya = someone()
    steps.is_persona(priya, "Priya Northlight").is_at("/provider").sees("newest change first")
    priya.fill("Name, email address, school", "Ruth").press("Show").does_not_see("Wendy Waites")
    steps.opens_registration_of(priya, "Ruth Ready").sees("Your move", "Approved", "She is ready for this.")
    steps.accepts(priya, "Ruth Ready").sees("Place given")
    assert Enrolment.objects.filter(registration__person__email=RUTH).count() == 1

    ruth.go("/home").sees("Place accepted", "You have your place.").follow("Executive leadership")
    ruth.sees("Your provider has given you a place.")
    assert steps.letters_to(service, RUTH)[-1] == "registration-accepted"

    service.settle()
    priya.go("/provider/progress").sees("How much they have studied", "Days since they last studied")
    priya.follow("0%").page.get_by_role("button", name="Write to th").click()
    priya.sees("who fit: have studied 0%").fill("Subject", "When we meet")
    priya.fill("Message", "Our first meeting is at 4pm.\n\nBring a question.").press("Look at the message")
    to = priya.sees("Ruth Ready").heading.removeprefix("Send this message to ").removesuffix("?")
    priya.press(f"Send to {to}").sees("Your message is on its way.")
    letter = steps.newest_letter(service, RUTH, "provider-message")
    assert "Bring a question." in letter.body
    ruth.go(steps.link_in(letter)).sees("Message from your provider").follow("When we meet")
    ruth.sees("Our first meeting is at 4pm.", "To answer, contact Northlight Institute")
    priya.go("/provider/messages").follow("When we meet").sees("Ruth Ready", "Sent")

    stranger = someone()
    steps.is_persona(stranger, "Zed Willowbank").does_not_see("Ruth Ready")
