"""Drafts: offered in the place of the one before, seen by the department alone, never studied."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.learning.models import CourseDraft, CourseVersion, Study
from npq.domain.learning.operations.drafting import offer_draft, remove_draft
from npq.domain.learning.operations.studying import open_studies, open_study
from npq.domain.learning.packs.check import read_pack
from npq.domain.learning.queries.preview import courses_to_preview, page_previewed, previewed
from npq.domain.learning.trial import Trial
from npq.kernel.journal import entries_about
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer
from tests import world
from tests.world import AT, BY, NPQEL


@pytest.fixture
def pack(root):
    pack, faults = read_pack(root)
    assert pack is not None, faults
    return pack


@pytest.fixture
def changed(root, pack):
    """The same pack with another title on one page."""
    path = root / "topics/trust-culture/tc1/3-case.md"
    path.write_text(path.read_text().replace("Two handbooks", "One handbook"))
    changed, faults = read_pack(root)
    assert changed is not None, faults
    return changed


def test_a_draft_takes_the_place_of_the_one_before_at_the_same_address(pack, changed):
    draft = offer_draft(by=BY, at=AT, pack=pack)
    assert offer_draft(by=BY, at=AT + timedelta(days=1), pack=pack) == draft
    assert CourseDraft.objects.get().offered_at == AT
    assert offer_draft(by=BY, at=AT + timedelta(days=2), pack=changed) == draft
    shown = previewed(world.official(), draft)
    assert shown.digest == changed.digest
    assert page_previewed(shown, Trial(shown.digest), "tc1-case").page.title == "One handbook"
    assert [entry.kind for entry in entries_about("course_draft", draft)] == ["course_draft_offered"] * 2


def test_it_is_removed_once(pack):
    offer_draft(by=BY, at=AT, pack=pack)
    assert remove_draft(by=BY, at=AT, qualification=NPQEL)
    assert not remove_draft(by=BY, at=AT, qualification=NPQEL)
    assert not CourseDraft.objects.exists()


def test_without_the_qualification_there_is_nothing_to_offer(pack, root):
    for change in (
        lambda: offer_draft(by=BY, at=AT, pack=type(pack)(**{**_fields(pack), "qualification": "npq-none"})),
        lambda: remove_draft(by=BY, at=AT, qualification="npq-none"),
    ):
        with pytest.raises(NotFound):
            change()


def _fields(pack):
    return {name: getattr(pack, name) for name in pack.__struct_fields__}


def test_nobody_studies_a_draft(pack, place):
    offer_draft(by=BY, at=AT, pack=pack)
    assert open_study(by=BY, at=AT, registration_id=place) is None
    assert open_studies(by=BY, at=AT) == 0
    assert not Study.objects.exists()
    assert not CourseVersion.objects.exists()


def test_providers_see_versions_and_officials_drafts_too(course, pack, northlight):
    draft = offer_draft(by=BY, at=AT, pack=pack)
    priya = world.staff(northlight)
    assert [[row.id for row in of.rows] for of in courses_to_preview(priya)] == [[course]]
    assert [[row.id for row in of.rows] for of in courses_to_preview(world.official())] == [[draft, course]]
    assert previewed(priya, course).draft is False
    with pytest.raises(NotFound):
        previewed(priya, draft)


@pytest.mark.parametrize("who", ["participant", "visitor"])
def test_nobody_else_sees_any(course, amina, who):
    viewer = {"participant": amina, "visitor": Viewer.visitor()}[who]
    with pytest.raises(NotFound):
        courses_to_preview(viewer)
    with pytest.raises(NotFound):
        previewed(viewer, course)


def test_the_queries_are_few(course, pack):
    offer_draft(by=BY, at=AT, pack=pack)
    dora = world.official()
    with CaptureQueriesContext(connection) as asked:
        courses_to_preview(dora)
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        previewed(dora, course)
    assert len(asked) == 4
