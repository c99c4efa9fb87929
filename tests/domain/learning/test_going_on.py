"""Where one goes on in a course: where one left off, and beside it where the plan would."""

from uuid import UUID

from npq.domain.learning.kinds import Opening, PageKind
from npq.domain.learning.queries.studying import Course, PageLine, StudyRow, TopicLine, UnitLine, course_with
from npq.domain.learning.rules.progress import PageMinutes

KINDS = (PageKind.OPENING, PageKind.CASE, PageKind.TASK)


def course(done: str, last: str, priorities: tuple[str, ...] = ()) -> Course:
    """Two topics of two units of three pages each: a1-0, a1-1, a1-2, a2-0 and so on."""

    def unit(name: str) -> UnitLine:
        ids = [f"{name}-{number}" for number in range(len(KINDS))]
        lines = zip(ids, KINDS, strict=True)
        pages = tuple(PageLine(id, kind, id, 5, 0, id in done.split()) for id, kind in lines)
        return UnitLine(name, name, "", pages, all(page.done for page in pages))

    topics = tuple(
        TopicLine(topic, topic, Opening.NOW, "", (unit(f"{topic}1"), unit(f"{topic}2")), ()) for topic in "ab"
    )
    pages = [PageMinutes(page.id, one.id, 5) for topic in topics for one in topic.units for page in one.pages]
    nobody = UUID(int=0)
    return course_with(StudyRow(nobody, nobody, "", "1", 60, 0, None), topics, pages, last, priorities)


def units(found: Course) -> list[str]:
    return [unit.id for unit in found.ahead]


def test_who_looks_ahead_goes_on_there_and_the_plan_stays():
    before, after = course("a1-0", "a1-0"), course("a1-0 b2-1", "b2-1")
    assert (before.next.id, before.planned) == ("a1-1", None)
    assert (after.next.id, after.planned.id, after.planned_unit.id) == ("b2-2", "a1-1", "a1")
    assert units(before) == units(after) == ["a1", "a2", "b1", "b2"]


def test_who_begins_a_unit_elsewhere_has_it_first_in_the_plan():
    begun = course("a1-0 b1-0", "b1-0")
    assert (begun.next.id, begun.planned, units(begun)) == ("b1-1", None, ["b1", "a1", "a2", "b2"])


def test_priorities_come_before_the_order_of_the_course():
    assert units(course("a1-0", "a1-0", ("b",))) == ["a1", "b1", "b2", "a2"]
