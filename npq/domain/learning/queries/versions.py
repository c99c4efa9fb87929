import msgspec

from npq.domain.learning.kinds import Opening, PageKind
from npq.domain.learning.models import CoursePage, CourseTopic, CourseUnit, CourseVersion
from npq.domain.learning.packs.pack import Pack, Page, Topic, Unit
from npq.domain.learning.packs.shapes import OutlineUnit, Source, Statement


def newest_version(qualification: str) -> CourseVersion | None:
    """What somebody who begins now studies; None while nothing is published."""
    return CourseVersion.objects.filter(qualification=qualification).order_by("-published_at").first()


def stored_pack(version: CourseVersion) -> Pack:
    """A published version, read back as the pack it was."""
    units: dict[int, list[CourseUnit]] = {}
    for unit in CourseUnit.objects.filter(version=version).order_by("position"):
        units.setdefault(unit.topic_id, []).append(unit)
    pages: dict[int, list[CoursePage]] = {}
    for page in CoursePage.objects.filter(version=version).order_by("position"):
        pages.setdefault(page.unit_id, []).append(page)
    return Pack(
        qualification=version.qualification_id,
        title=version.title,
        version=version.version,
        framework=version.framework,
        framework_note=version.framework_note,
        statements=msgspec.convert(version.statements, list[Statement]),
        sources=msgspec.convert(version.sources, dict[str, Source]),
        topics=[
            Topic(
                id=topic.identifier,
                name=topic.name,
                opens=Opening(topic.opens),
                about=topic.about,
                outline=msgspec.convert(topic.outline, list[OutlineUnit]),
                units=[
                    Unit(
                        id=unit.identifier,
                        title=unit.title,
                        problem=unit.problem,
                        pages=[page_of(page) for page in pages.get(unit.id, [])],
                    )
                    for unit in units.get(topic.id, [])
                ],
            )
            for topic in CourseTopic.objects.filter(version=version).order_by("position")
        ],
    )


def page_of(row: CoursePage) -> Page:
    """A stored page as the pack has it."""
    return msgspec.convert(
        {
            "id": row.identifier,
            "kind": PageKind(row.kind),
            "title": row.title,
            "minutes": row.screen_minutes,
            "task_minutes": row.task_minutes,
            "statements": row.statements,
            "cites": row.cites,
            "words": row.words,
            **row.content,
        },
        Page,
    )
