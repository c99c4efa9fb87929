"""Publishing a course: once for the same content, never less than it says, and never changed again."""

import pytest
from django.db import DatabaseError, transaction

from npq.domain.learning.kinds import ChangeKind, JournalKind, RefusalCode
from npq.domain.learning.models import CoursePage, CourseTopic, CourseUnit, CourseVersion
from npq.domain.learning.operations.publishing import change_to, publish_course
from npq.domain.learning.packs.check import read_pack
from npq.domain.learning.queries.versions import newest_version, stored_pack
from npq.kernel import journal
from npq.kernel.refusals import NotFound, Refusal
from tests import world
from tests.domain.learning.packs.small import rewrite, small_pack
from tests.world import AT, BY, NPQEL

KNOWN = "topics/trust-culture/tc1/2-known.md"
CHECK = "topics/trust-culture/tc1/4-check.md"


@pytest.fixture
def root(tmp_path, db):
    world.qualification()
    return small_pack(tmp_path)


def pack_in(root, version: str = "1"):
    rewrite(root, "course.toml", 'version = "1"', f'version = "{version}"')
    pack, faults = read_pack(root)
    assert faults == []
    return pack


def publish(pack, change: ChangeKind | None = None):
    return publish_course(by=BY, at=AT, pack=pack, change=change)


def test_a_pack_is_stored_and_read_back_as_it_was(root):
    pack = pack_in(root)
    id = publish(pack)
    version = CourseVersion.objects.get(id=id)
    assert (version.change, version.follows, version.minutes) == ("first", None, 40)
    assert stored_pack(version) == pack
    assert stored_pack(version).digest == pack.digest == version.digest
    (entry,) = journal.entries_about("course_version", id)
    assert entry.kind == JournalKind.COURSE_VERSION_PUBLISHED


def test_the_same_again_changes_nothing(root):
    pack = pack_in(root)
    assert publish(pack) == publish(pack)
    assert CourseVersion.objects.count() == 1
    assert CoursePage.objects.count() == 8


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        (KNOWN, "That is all we know here.", "That is all that we know here.", ChangeKind.WORDING),
        (KNOWN, "That is all we know here.", "Nobody has looked at several schools at once. " * 3, ChangeKind.MATERIAL),
        (CHECK, "minutes: 2", "minutes: 3", ChangeKind.MATERIAL),
        (KNOWN, "statements: [tc-k1]", "statements: [tc-k1, tc-d1]", ChangeKind.MATERIAL),
        (KNOWN, "id: tc1-known", "id: tc1-found", ChangeKind.MATERIAL),
        (CHECK, "Ash., why", "Ash., right: true, why", ChangeKind.ASSESSMENT),
        (CHECK, 'value: book.schools.sum("pupils")', "value: 7", ChangeKind.ASSESSMENT),
        ("framework.toml", "Keep a promise in every school.", "Keep a promise.", ChangeKind.ASSESSMENT),
    ],
)  # fmt: skip
def test_what_a_new_version_changes_is_found(root, file, old, new, kind):
    publish(pack_in(root))
    rewrite(root, file, old, new)
    pack = pack_in(root, "2")
    assert change_to(newest_version(NPQEL), pack).kind is kind
    version = CourseVersion.objects.get(id=publish(pack))
    assert version.change == kind
    assert version.follows.version == "1"


def test_an_author_may_say_more_is_changed_but_not_less(root):
    publish(pack_in(root))
    rewrite(root, CHECK, "minutes: 2", "minutes: 3")
    pack = pack_in(root, "2")
    with pytest.raises(Refusal) as refused:
        publish(pack, ChangeKind.WORDING)
    assert refused.value.code is RefusalCode.CHANGE_UNDERSTATED
    assert refused.value.facts["found"] == "material"
    assert CourseVersion.objects.get(id=publish(pack, ChangeKind.ASSESSMENT)).change == "assessment"


def test_a_name_stands_for_one_content(root):
    publish(pack_in(root))
    rewrite(root, KNOWN, "That is all", "This is all")
    with pytest.raises(Refusal) as refused:
        publish(read_pack(root)[0])
    assert refused.value.code is RefusalCode.VERSION_TAKEN


def test_a_course_of_no_published_qualification_is_not_found(tmp_path, db):
    with pytest.raises(NotFound):
        publish(read_pack(small_pack(tmp_path))[0])


@pytest.mark.parametrize("model", [CourseVersion, CourseTopic, CourseUnit, CoursePage])
def test_what_is_published_cannot_be_changed_or_deleted(root, model):
    publish(pack_in(root))
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**{"title" if model is not CourseTopic else "name": "Another"})
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all()._raw_delete(using="default")
