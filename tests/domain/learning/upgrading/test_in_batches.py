"""Many studies are moved a few at a time, and a move cut short goes on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.learning.kinds import JournalKind
from npq.domain.learning.models import (
    Study,
    StudyChange,
)
from npq.domain.learning.operations import upgrading
from npq.domain.learning.operations.upgrading import (
    move_studies_on,
)
from npq.kernel import journal
from tests.asked import statements
from tests.domain.learning import versions
from tests.domain.learning.upgrading.conftest import LATER, reads, take_up
from tests.world import BY


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
        written = [one for one in statements(asked) if 'INSERT INTO "kernel_entry"' in one]
        assert len(written) == 2
        assert len(asked) - len(written) <= 45
