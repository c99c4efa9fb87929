"""Enough self-study: a fact that no later version takes back."""

from importlib import import_module

from django.db import connection

from npq.domain.learning.models import (
    Study,
    UnitDone,
)
from npq.domain.learning.operations.upgrading import (
    move_studies_on,
)
from tests.domain.learning import versions
from tests.domain.learning.upgrading.conftest import DAY, LATER, reads, studies_everything, take_up
from tests.world import AT, BY


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
