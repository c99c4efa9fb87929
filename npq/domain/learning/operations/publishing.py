from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from npq.domain.catalogue.models import Qualification
from npq.domain.learning.kinds import ChangeKind, JournalKind, Opening, RefusalCode, Task
from npq.domain.learning.models import CoursePage, CourseTopic, CourseUnit, CourseVersion
from npq.domain.learning.packs.facts import facts_of
from npq.domain.learning.packs.pack import Pack, Page
from npq.domain.learning.queries.versions import newest_version, stored_pack
from npq.domain.learning.rules.versions import Change, change_between
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer


@operation
def publish_course(*, by: Viewer, at: datetime, pack: Pack, change: ChangeKind | None = None) -> UUID:
    """Publishes a checked pack as a new version, and gives its id; the same content again changes nothing.
    What is only better worded then flows to everybody who studies the version before it.

    `change` is what the author says it changes; left out, it is what is found. Raises NotFound where the
    qualification is not published, and Refusal: VERSION_TAKEN where the version's name stands for another content,
    CHANGE_UNDERSTATED (found) where more is changed than was said.
    """
    qualification = Qualification.objects.select_for_update().filter(identifier=pack.qualification).first()
    if qualification is None:
        raise NotFound(f"qualification {pack.qualification}")
    published = CourseVersion.objects.filter(qualification=qualification)
    if (same := published.filter(digest=pack.digest).first()) is not None:
        return same.id
    if published.filter(version=pack.version).exists():
        raise Refusal(RefusalCode.VERSION_TAKEN, version=pack.version)
    before = newest_version(pack.qualification)
    found = change_to(before, pack)
    if before is None:
        change = ChangeKind.FIRST
    elif change is None:
        change = found.kind
    elif change.weight < found.kind.weight:
        raise Refusal(RefusalCode.CHANGE_UNDERSTATED, found=found.kind.value)
    version = _store(pack, qualification, before, change, at)
    journal.record(
        JournalKind.COURSE_VERSION_PUBLISHED,
        by=by,
        at=at,
        subject=("course_version", version.id),
        qualification=pack.qualification,
        version=pack.version,
        change=change.value,
        digest=pack.digest,
    )
    if change is ChangeKind.WORDING:
        defer(Task.MOVE_STUDIES, at=at, key=f"{Task.MOVE_STUDIES}/{version.id}")
    return version.id


def change_to(before: CourseVersion | None, pack: Pack) -> Change:
    """What a pack would change; the preview of an upgrade."""
    if before is None:
        return Change(ChangeKind.FIRST)
    return change_between(facts_of(stored_pack(before)), facts_of(pack))


def _store(
    pack: Pack, qualification: Qualification, before: CourseVersion | None, change: ChangeKind, at: datetime
) -> CourseVersion:
    version = CourseVersion.objects.create(
        qualification=qualification,
        version=pack.version,
        title=pack.title,
        digest=pack.digest,
        framework=pack.framework,
        framework_note=pack.framework_note,
        statements=_plain(pack.statements),
        sources=_plain(pack.sources),
        follows=before,
        change=change.value,
        minutes=sum(unit.minutes for unit in pack.units),
        published_at=at,
    )
    place = 0
    for number, topic in enumerate(pack.topics):
        stored = CourseTopic.objects.create(
            version=version,
            identifier=topic.id,
            position=number,
            name=topic.name,
            opens=Opening(topic.opens).value,
            about=topic.about,
            outline=_plain(topic.outline),
        )
        for unit in topic.units:
            kept = CourseUnit.objects.create(
                version=version,
                topic=stored,
                identifier=unit.id,
                position=place,
                title=unit.title,
                problem=unit.problem,
                screen_minutes=unit.screen_minutes,
                task_minutes=unit.task_minutes,
            )
            place += 1
            _store_pages(version, kept, unit.pages)
    return version


def _store_pages(version: CourseVersion, unit: CourseUnit, pages: list[Page]) -> None:
    first = CoursePage.objects.filter(version=version).count()
    CoursePage.objects.bulk_create(
        CoursePage(
            version=version,
            unit=unit,
            identifier=page.id,
            position=first + number,
            kind=page.kind.value,
            title=page.title,
            screen_minutes=page.minutes,
            task_minutes=page.task_minutes,
            statements=page.statements,
            cites=page.cites,
            words=page.words,
            content=_plain({"parts": page.parts, "decisions": page.decisions, "questions": page.questions}),
        )
        for number, page in enumerate(pages)
    )


def _plain(value: Any) -> Any:
    """What JSON can say; decimals as text, so that they stay exact."""
    return msgspec.to_builtins(value)
