"""The same journey in a browser that runs no scripts: schools are searched for, then chosen."""

from npq.domain.registration.models import Registration
from tests.runner.service import Service
from tests.stories import steps

OTTO = "otto.oldphone@oakham.example"


def test_everything_works_without_scripts(someone, service: Service) -> None:
    school = steps.school_of_kind(steps.INDEPENDENT)
    otto = someone(scripts=False)
    steps.begins_from_the_course_page(otto)
    steps.signs_in(otto, service, OTTO).press("Start").choose("Yes").press("Continue")
    otto.choose("A school").press("Continue")

    otto.press("Continue").sees("Enter the name, town, postcode or URN of your school")
    otto.page.get_by_role("textbox").fill("zzzz qqqq xxxx")
    otto.press("Continue").sees("None found for “zzzz qqqq xxxx”", "My school is not listed")
    otto.choose("Search again").press("Continue")
    steps.finds_school(otto, school)

    otto.sees("Your course is not funded", school.name)
    otto.page.get_by_text("I think this is wrong").click()
    otto.sees("a person will look at it again").press("Continue")
    otto.sees("Who will pay for your course?").press("Continue").sees("Select who will pay for your course")
    otto.choose("My academy trust").press("Continue").choose("Meridian Leadership College").press("Continue")
    steps.names_sponsor(otto, "Sam Sponsor", OTTO).press("Continue").sees("This is your own address")
    steps.names_sponsor(otto, "Sam Sponsor", "sam@trust.example").press("Continue")
    otto.fill("Full name", "Otto Oldphone").press("Continue").sees("Enter your date of birth")
    otto.fill("Day", "31").fill("Month", "2").fill("Year", "1979").press("Continue").sees(
        "must be a real date"
    )
    otto.fill("Day", "28").press("Continue")
    otto.press("Continue").press("Continue").sees("Tick to say that you have read")
    otto.choose("I have read who gets my details and why").press("Continue").sees(
        "Check your answers", "Not given"
    )
    otto.go_back().sees("Who gets your details").go_back().press("Submit").sees("You have registered")
    made = Registration.objects.get(person__email=OTTO)
    assert (made.workplace_id, made.funding_choice) == (school.school_id, "trust")

    sam = someone(scripts=False)
    steps.approves(sam, steps.link_in(steps.newest_letter(service, "sam@trust.example", "sponsor-request")))

    merrick = someone(scripts=False)
    steps.is_persona(merrick, "Merrick Meridian")
    merrick.page.get_by_label("Sponsor", exact=True).select_option(label="Approved")
    merrick.press("Show").sees("Otto Oldphone")
    steps.opens_registration_of(merrick, "Otto Oldphone").press("Reject").press("Reject").sees("Select why")
    merrick.choose("There are no places left").fill("Anything the participant should know", "Try the spring.")
    merrick.press("Reject").sees("You have rejected the registration")

    otto.go("/home").follow("Executive leadership").sees("There are no places left.", "Try the spring.")
    otto.press("Sign out").go("/home").sees("Sign in to the demonstration")
