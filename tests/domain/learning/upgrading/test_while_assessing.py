"""What bears on an assessment waits while one is open."""

import pytest

from npq.domain.catalogue.queries import cohort_by_identifier
from npq.domain.learning.kinds import JournalKind, RefusalCode
from npq.domain.learning.models import (
    AssessmentPeriod,
    Study,
)
from npq.domain.learning.operations.upgrading import (
    move_studies_on,
)
from npq.kernel import journal
from npq.kernel.refusals import Refusal
from tests import world
from tests.domain.learning import versions
from tests.domain.learning.upgrading.conftest import DAY, LATER, take_up
from tests.jobs import run_queued_jobs
from tests.world import AT, BY, NPQEL


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
