"""The first evening of a course: begun from the letter about a place, left in the middle, and gone on with a week later."""

from datetime import timedelta

from playwright.sync_api import expect

from npq.domain.learning.kinds import HowSure, Moment, Opening, PageKind
from npq.domain.learning.models import Confidence, CoursePage, CourseTopic, LogEntry
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import course, steps

APRIL = "April Approved"
THOUGHT = "I let the same complaint pass three times this year."


def test_the_first_evening_and_the_next(someone, service: Service) -> None:
    april, priya = someone(), someone()
    steps.is_persona(priya, "Priya Northlight")
    steps.accepts(priya, APRIL)
    letter = steps.newest_letter(service, steps.email_of(APRIL), "registration-accepted")
    begins = course.study_of(APRIL).enrolment.registration.cohort.starts_on
    evening = course.wednesday_of_term(begins, weeks=2)
    service.set_clock(course.at_seven(evening))

    april.go(steps.link_in(letter))
    steps.signs_in(april, service, steps.email_of(APRIL)).sees("You have your place.")
    april.go("/home").press("Begin your study").sees("Begin", "0% of the self-study")
    says_where_she_is_and_wants_to_go(april)
    plans(april)
    read = reads_to_the_middle(april)

    study = course.study_of(APRIL)
    assert study.minutes_done == sum(page.screen_minutes + page.task_minutes for page in read)
    left_at = CoursePage.objects.get(version=study.version_id, position=read[-1].position + 1)
    april.press("Sign out")

    service.set_clock(course.at_seven(evening + timedelta(days=7)))
    again = someone(phone=True)
    steps.signs_in(again, service, steps.email_of(APRIL)).go("/home")
    again.sees("Today:", left_at.unit.title).does_not_see("Begin your study")
    again.press("Go on with your study").sees("Go on where you left off", left_at.title)
    again.press("Go on").is_at(f"/study/{study.id}/{left_at.identifier}")
    assert again.heading == left_at.title

    steps.is_persona(priya, "Priya Northlight").go("/provider/progress")
    row = priya.page.get_by_role("row").filter(has_text=APRIL)
    expect(row).to_contain_text(f"{study.minutes_done} of {study.minutes:,}")
    expect(row).to_contain_text(left_at.unit.title)
    priya.does_not_see(THOUGHT)


def says_where_she_is_and_wants_to_go(april: Walker) -> None:
    """The opening audit, and the first three topics of the course as priorities."""
    topics = CourseTopic.objects.filter(version=course.study_of(APRIL).version_id, opens=Opening.NOW)
    names = list(topics.order_by("position").values_list("name", flat=True)[:3])
    course.rates_themselves(april.follow("Rate yourself and choose three priorities"), "I know some of it")
    for label, name in zip(("First", "Second", "Third"), names, strict=True):
        april.page.get_by_label(f"{label} priority").select_option(label=name)
    april.press("Save my priorities").sees(f"Your priorities: {'; '.join(names)}")


def plans(april: Walker) -> None:
    first = CoursePage.objects.filter(version=course.study_of(APRIL).version_id).earliest("position")
    april.follow("Your study plan").choose("60 minutes").choose("Wednesday")
    april.page.get_by_label("When do you begin?").select_option(label="7pm, outside school hours")
    april.press("Save and plan anew").sees("60 minutes to study", f"“{first.unit.title}”", "7pm to")
    april.go("/home").sees("Today:", first.unit.title, "at 7pm").press("Begin your study").press("Begin")
    assert april.heading == first.title


def reads_to_the_middle(april: Walker) -> list[CoursePage]:
    """From the opening of the first unit to its task, and no further. Gives the pages that were read."""
    study = course.study_of(APRIL)
    pages = CoursePage.objects.filter(version=study.version_id).order_by("position")
    read = list(pages.filter(unit=pages[0].unit_id))
    read = read[: next(place for place, page in enumerate(read, 1) if page.kind == PageKind.TASK)]
    assert {page.kind for page in read} >= {PageKind.OPENING, PageKind.READING, PageKind.CASE, PageKind.CHECK}
    for page in read:
        assert april.heading == page.title
        whole = course.page_of(study, page.identifier)
        if page.kind == PageKind.CASE:
            course.decides(april, len(whole.decisions))
        elif page.kind == PageKind.CHECK:
            april.sees("Before you answer").choose("Somewhat")
            course.answers_wrong_then_right(april, whole)
            april.sees("Now that you have answered").choose("Very")
        elif page.kind == PageKind.REFLECTION:
            april.fill("Your reflection", THOUGHT).press("Save my reflection").sees("Saved on")
        elif page.kind == PageKind.TASK:
            april.choose("I have done this in my trust")
        april.press("Continue")
    sure = dict(Confidence.objects.filter(study=study).values_list("moment", "how_sure"))
    assert sure == {Moment.BEFORE: HowSure.SOMEWHAT, Moment.AFTER: HowSure.VERY}
    assert LogEntry.objects.get(study=study).text == THOUGHT
    return read
