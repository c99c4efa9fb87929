"""Going on to a later version: by itself, or because a provider took it up; with everything that was done."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from npq.domain.catalogue.queries import cohort_by_identifier
from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.kinds import JournalKind, RefusalCode
from npq.domain.learning.models import (
    AssessmentPeriod,
    CourseTakeUp,
    PageDone,
    Study,
    StudyChange,
    UnitDone,
)
from npq.domain.learning.operations import upgrading
from npq.domain.learning.operations.log import write_entry
from npq.domain.learning.operations.studying import (
    answer_check,
    complete_page,
    make_decision,
    minutes_studied,
    open_study,
)
from npq.domain.learning.operations.upgrading import (
    move_studies_on,
    note_assessment_period,
    note_change_seen,
    take_up_version,
)
from npq.domain.learning.queries.studying import course_of
from npq.jobs.schedule import SCHEDULE
from npq.kernel import journal
from npq.kernel.refusals import NotFound, Refusal
from tests import world
from tests.domain.learning import versions
from tests.jobs import queued_jobs, run_queued_jobs
from tests.world import AT, BY, COHORT, NPQEL

LATER = AT + timedelta(days=1)
DAY = timedelta(days=1)


@pytest.fixture
def priya(northlight):
    return world.staff(northlight)


@pytest.fixture
def cohort(northlight):
    return cohort_by_identifier(COHORT).id


@pytest.fixture
def somebody(northlight, priya):
    """Gives somebody a place and opens their study."""

    def made(name: str, provider=northlight, staff=None):
        person = world.person(name)
        place = world.registration(person, provider)
        accept_registration(by=staff or priya, at=AT, registration_id=place)
        return person, open_study(by=BY, at=AT, registration_id=place)

    return made


def reads(viewer, study, *pages, at=AT):
    for page in pages:
        complete_page(by=viewer, at=at, study_id=study, page=page)


def studies_everything(viewer, study, at=AT):
    for decision in ("tc1-monday", "tc1-tuesday"):
        make_decision(by=viewer, at=at, study_id=study, page="tc1-case", decision=decision, choice="go")
    answers = {"tc1-q1": [0], "tc1-q2": [0, 1], "tc1-q3": "1200"}
    answer_check(by=viewer, at=at, study_id=study, page="tc1-check", given=answers)
    rest = ("opening", "known", "case", "reflection", "task", "recap", "sources")
    reads(viewer, study, *(f"tc1-{page}" for page in rest), at=at)


def take_up(by, version, cohort, at=LATER):
    take_up_version(by=by, at=at, version_id=version, cohort_id=cohort)


@pytest.fixture
def assessing(cohort):
    """An assessment is open from a day after AT on, for so many days."""

    def noted(*, days=14, of=cohort, opens_at=LATER):
        with transaction.atomic():
            note_assessment_period(
                by=BY,
                at=AT,
                qualification=NPQEL,
                key="autumn",
                opens_at=opens_at,
                closes_at=opens_at + days * DAY,
                cohort_id=of,
            )

    return noted


class TestEnough:
    def test_is_noted_once_and_no_version_takes_it_back(self, root, study, amina, priya, cohort):
        pages = ("opening", "known", "reflection", "recap", "sources")
        reads(amina, study, *(f"tc1-{page}" for page in pages))
        assert Study.objects.get().enough_at is None
        reads(amina, study, "tc1-task", at=AT + DAY)
        assert Study.objects.get().minutes_done == 36, "nine tenths of 40"
        assert Study.objects.get().enough_at == AT + DAY
        reads(amina, study, "tc1-task", at=AT + 2 * DAY)
        take_up(priya, versions.a_page_more(root), cohort, at=AT + 3 * DAY)
        move_studies_on(by=BY, at=AT + 3 * DAY)
        moved = Study.objects.get()
        assert (moved.minutes_done, moved.minutes) == (36, 49)
        assert moved.enough_at == AT + DAY

    def test_it_is_known_of_those_who_had_done_it_before_it_was_noted(self, study, amina):
        studies_everything(amina, study)
        Study.objects.update(enough_at=None)
        fill = import_module("npq.domain.learning.migrations.0009_upgrades").NOTE_WHAT_IS_ENOUGH
        with connection.cursor() as cursor:
            cursor.execute(fill)
        assert Study.objects.get().enough_at == AT
        Study.objects.update(enough_at=None, minutes_done=35)
        with connection.cursor() as cursor:
            cursor.execute(fill)
        assert Study.objects.get().enough_at is None

    def test_a_version_with_less_in_it_can_make_it_enough(self, root, course, priya, cohort, somebody):
        more = versions.a_page_more(root)
        viewer, study = somebody("Bea New")
        assert Study.objects.get().version_id == more
        studies_everything(viewer, study)
        assert Study.objects.get().enough_at is None
        take_up(priya, versions.a_page_less(root), cohort)
        move_studies_on(by=BY, at=LATER)
        moved = Study.objects.get()
        assert (moved.minutes_done, moved.minutes, moved.enough_at) == (40, 40, LATER)
        done = UnitDone.objects.get()
        assert (done.unit, done.version_id, done.done_at) == ("tc1", moved.version_id, LATER)


class TestWording:
    def test_it_flows_by_itself_and_nobody_is_told(self, root, study, amina):
        reads(amina, study, "tc1-opening")
        words = versions.better_words(root)
        assert "learning.move_studies" in queued_jobs()
        run_queued_jobs()
        assert Study.objects.get().version_id == words
        assert Study.objects.get().minutes_done == 1
        assert not StudyChange.objects.exists()
        entry = journal.entries_about("registration", Study.objects.get().enrolment_id)[-1]
        assert entry.kind == JournalKind.STUDY_UPGRADED
        assert entry.facts["change"] == "wording"

    def test_the_sweep_does_the_same_late_and_twice(self, root, study):
        versions.better_words(root)
        words = versions.better_words(root)
        (sweep,) = [one for one in SCHEDULE if one.name == "learning.take_up_wording"]
        assert sweep.function(by=BY, at=AT + 90 * DAY) == 1
        assert sweep.function(by=BY, at=AT + 90 * DAY) == 0
        assert Study.objects.get().version_id == words

    def test_it_stops_where_more_is_changed(self, root, study, course):
        versions.a_page_more(root)
        versions.better_words(root)
        assert move_studies_on(by=BY, at=LATER) == 0
        assert Study.objects.get().version_id == course

    def test_what_is_taken_up_comes_in_its_best_words(self, root, study, priya, cohort):
        more = versions.a_page_more(root)
        words = versions.better_words(root)
        take_up(priya, more, cohort)
        run_queued_jobs()
        assert Study.objects.get().version_id == words


class TestTakingUp:
    def test_everything_done_goes_along(self, root, study, amina, priya, cohort):
        studies_everything(amina, study)
        write_entry(by=amina, at=AT, study_id=study, page="tc1-known", text="For me.", seen=0)
        before = set(PageDone.objects.values_list("id", flat=True))
        finished = UnitDone.objects.get()
        more = versions.a_page_more(root)
        take_up(priya, more, cohort)
        run_queued_jobs()
        moved = Study.objects.get()
        assert moved.version_id == more
        assert (moved.minutes, moved.minutes_done) == (49, 49), "a finished unit stays finished"
        assert moved.minutes_done == minutes_studied(moved)
        assert set(PageDone.objects.values_list("id", flat=True)) == before
        assert UnitDone.objects.get().done_at == finished.done_at
        assert moved.last_page == "tc1-sources"
        assert course_of(amina, study).next is None

    def test_somebody_midway_goes_on_where_they_were(self, root, study, amina, priya, cohort):
        reads(amina, study, "tc1-opening", "tc1-known")
        take_up(priya, versions.a_page_more(root), cohort)
        run_queued_jobs()
        course = course_of(amina, study)
        assert (course.study.minutes_done, course.study.minutes) == (2, 49)
        assert course.next.id == "tc1-more"
        told = StudyChange.objects.get()
        assert (told.added, told.removed, told.minutes, told.seen_at) == (["tc1-more"], 0, 9, None)

    def test_the_page_they_were_on_may_be_gone(self, root, course, priya, cohort, somebody):
        versions.a_page_more(root)
        viewer, study = somebody("Bea New")
        reads(viewer, study, "tc1-opening", "tc1-known", "tc1-more")
        take_up(priya, versions.a_page_less(root), cohort)
        run_queued_jobs()
        moved = Study.objects.get()
        assert (moved.last_page, moved.minutes_done) == ("tc1-known", 2)

    def test_a_repeat_does_nothing(self, root, study, priya, cohort):
        more = versions.a_page_more(root)
        take_up(priya, more, cohort)
        run_queued_jobs()
        take_up(priya, more, cohort)
        assert "learning.move_studies" not in queued_jobs()
        assert CourseTakeUp.objects.count() == StudyChange.objects.count() == 1
        (entry,) = [e for e in journal.entries_about("course_version", more) if e.kind == "version_taken_up"]
        assert entry.facts["cohort"] == str(cohort)

    def test_only_the_provider_s_own_of_that_cohort_go(self, root, study, priya, cohort, somebody, meridian):
        somebody("Zoe Elsewhere", meridian, world.staff(meridian))
        more = versions.a_page_more(root)
        take_up(priya, more, cohort)
        run_queued_jobs()
        assert Study.objects.get(version=more).id == study

    def test_who_comes_later_begins_with_what_the_cohort_took_up(self, root, study, priya, cohort, somebody):
        more = versions.a_page_more(root)
        take_up(priya, more, cohort)
        marked = versions.marked_otherwise(root)
        _, later = somebody("Bea New")
        assert Study.objects.get(id=later).version_id == more
        take_up(priya, marked, cohort)
        _, last = somebody("Cora Lee")
        assert Study.objects.get(id=last).version_id == marked

    def test_strangers_are_refused(self, root, study, priya, cohort, amina, meridian):
        more = versions.a_page_more(root)
        for stranger in (amina, world.person("Zed Stranger"), world.staff(meridian)):
            with pytest.raises(NotFound):
                take_up(stranger, more, cohort)
        for version, of in ((study, cohort), (cohort, cohort), (more, study)):
            with pytest.raises(NotFound):
                take_up(priya, version, of)
        assert not CourseTakeUp.objects.exists()

    def test_where_all_are_that_far_there_is_nothing_to_take_up(self, study, course, priya, cohort):
        with pytest.raises(Refusal) as refused:
            take_up(priya, course, cohort)
        assert refused.value.code is RefusalCode.NOTHING_TO_TAKE_UP

    def test_better_words_need_not_be_taken_up(self, root, study, priya, cohort):
        with pytest.raises(Refusal) as refused:
            take_up(priya, versions.better_words(root), cohort)
        assert refused.value.code is RefusalCode.NOTHING_TO_TAKE_UP

    def test_what_was_taken_up_stands(self, root, study, priya, cohort):
        take_up(priya, versions.a_page_more(root), cohort)
        with pytest.raises(DatabaseError), transaction.atomic():
            CourseTakeUp.objects.update(taken_up_at=AT)

    def test_a_place_taken_back_is_left_alone(self, root, study, priya, cohort, course, somebody, place):
        somebody("Bea New")
        Study.objects.get(id=study).enrolment.__class__.objects.filter(pk=place).update(taken_back_at=AT)
        take_up(priya, versions.a_page_more(root), cohort)
        run_queued_jobs()
        assert Study.objects.get(id=study).version_id == course


class TestAssessment:
    def test_what_bears_on_it_is_not_taken_up_while_it_is_open(self, root, study, priya, cohort, assessing):
        marked = versions.marked_otherwise(root)
        assessing()
        with pytest.raises(Refusal) as refused:
            take_up(priya, marked, cohort, at=LATER + DAY)
        assert refused.value.code is RefusalCode.WINDOW_OPEN
        assert refused.value.facts["closes_at"] == LATER + 14 * DAY
        take_up(priya, marked, cohort, at=LATER + 14 * DAY)
        assert move_studies_on(by=BY, at=LATER + 14 * DAY) == 1

    @pytest.mark.parametrize("of", ["all", "another"])
    def test_it_may_be_for_all_cohorts_or_for_another(self, root, study, priya, cohort, assessing, of):
        world.cohort("2027a")
        marked = versions.marked_otherwise(root)
        assessing(of=None if of == "all" else cohort_by_identifier("2027a").id)
        if of == "all":
            with pytest.raises(Refusal):
                take_up(priya, marked, cohort)
        else:
            take_up(priya, marked, cohort)

    def test_material_may_be_taken_up_all_the_same(self, root, study, priya, cohort, assessing):
        assessing()
        take_up(priya, versions.a_page_more(root), cohort)
        assert move_studies_on(by=BY, at=LATER) == 1

    def test_a_jump_over_it_bears_on_it_too(self, root, study, priya, cohort, assessing):
        versions.marked_otherwise(root)
        assessing()
        with pytest.raises(Refusal):
            take_up(priya, versions.a_page_more(root), cohort)

    def test_one_that_opens_while_studies_are_moved_stops_them_until_it_is_over(
        self, root, study, course, priya, cohort, assessing
    ):
        marked = versions.marked_otherwise(root)
        take_up(priya, marked, cohort, at=AT + DAY / 2)
        assessing()
        assert move_studies_on(by=BY, at=LATER) == 0
        assert Study.objects.get().version_id == course
        assert move_studies_on(by=BY, at=LATER + 14 * DAY) == 1
        assert Study.objects.get().version_id == marked

    def test_the_job_goes_by_the_present_and_not_by_its_cause(
        self, root, study, course, priya, cohort, assessing, clock
    ):
        take_up(priya, versions.marked_otherwise(root), cohort, at=AT)
        assessing()
        clock.move_to(LATER + DAY)
        run_queued_jobs()
        assert Study.objects.get().version_id == course

    def test_a_period_is_said_once_and_can_be_moved(self, northlight, assessing):
        assessing()
        assessing()
        assert len(self.noted()) == 1
        assessing(days=0)
        period = AssessmentPeriod.objects.get()
        assert period.opens_at == period.closes_at
        assert len(self.noted()) == 2

    def noted(self):
        entries = journal.entries_about("qualification", NPQEL)
        return [entry for entry in entries if entry.kind == JournalKind.ASSESSMENT_PERIOD_NOTED]


class TestBatches:
    def test_one_that_is_killed_halfway_goes_on(self, root, course, priya, cohort, somebody, monkeypatch):
        people = [somebody(f"Person {letter}") for letter in "ABCDE"]
        for viewer, study in people:
            reads(viewer, study, "tc1-opening")
        take_up(priya, versions.a_page_more(root), cohort)
        monkeypatch.setattr(upgrading, "MOST_AT_ONCE", 2)
        moved, kill = [], upgrading._move

        def dies(*args):
            if len(moved) == 2:
                raise KeyboardInterrupt
            moved.append(args)
            kill(*args)

        monkeypatch.setattr(upgrading, "_move", dies)
        with pytest.raises(KeyboardInterrupt):
            move_studies_on(by=BY, at=LATER)
        assert Study.objects.filter(version=course).count() == 1
        monkeypatch.setattr(upgrading, "_move", kill)
        assert move_studies_on(by=BY, at=LATER) == 1
        assert move_studies_on(by=BY, at=LATER) == 0
        assert StudyChange.objects.count() == 5
        assert not Study.objects.exclude(minutes=49, minutes_done=1).exists()
        assert all(
            sum(e.kind == JournalKind.STUDY_UPGRADED for e in journal.entries_about("registration", place))
            == 1
            for place in Study.objects.values_list("enrolment", flat=True)
        )

    def test_many_take_few_queries(self, root, course, priya, cohort, somebody):
        for letter in "AB":
            somebody(f"Person {letter}")
        take_up(priya, versions.a_page_more(root), cohort)
        with CaptureQueriesContext(connection) as asked:
            move_studies_on(by=BY, at=LATER)
        written = [query for query in asked if 'INSERT INTO "kernel_entry"' in query["sql"]]
        assert len(written) == 2
        assert len(asked) - len(written) <= 45


class TestReading:
    def test_who_has_read_what_changed_is_told_no_more(self, root, study, amina, zed, priya, cohort):
        take_up(priya, versions.a_page_more(root), cohort)
        run_queued_jobs()
        told = StudyChange.objects.get()
        with pytest.raises(NotFound):
            note_change_seen(by=zed, at=LATER, study_id=study, change_id=told.id)
        with pytest.raises(NotFound):
            note_change_seen(by=amina, at=LATER, study_id=study, change_id=study)
        for at in (LATER, LATER + DAY):
            note_change_seen(by=amina, at=at, study_id=study, change_id=told.id)
        assert StudyChange.objects.get().seen_at == LATER
