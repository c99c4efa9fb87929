"""Going on to a later version: by itself, or because a provider took it up; with everything that was done."""

import pytest
from django.db import DatabaseError, transaction

from npq.domain.learning.kinds import JournalKind, RefusalCode
from npq.domain.learning.models import (
    CourseTakeUp,
    PageDone,
    Study,
    StudyChange,
    UnitDone,
)
from npq.domain.learning.operations.log import write_entry
from npq.domain.learning.operations.studying import (
    minutes_studied,
)
from npq.domain.learning.operations.upgrading import (
    move_studies_on,
    note_change_seen,
)
from npq.domain.learning.queries.studying import course_of
from npq.jobs.schedule import SCHEDULE
from npq.kernel import journal
from npq.kernel.refusals import NotFound, Refusal
from tests import world
from tests.domain.learning import versions
from tests.domain.learning.upgrading.conftest import DAY, LATER, reads, studies_everything, take_up
from tests.jobs import queued_jobs, run_queued_jobs
from tests.world import AT, BY


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
