"""Words in a response that may say who wrote it, from what its writer told us of themselves and the schools register.

What is found is worked out anew each time and kept nowhere; of a response that was handed in, only how many there were.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import msgspec

from npq.domain.assessment.models import CaseVersion, Script, Sitting
from npq.domain.assessment.packs.pack import CasePaper
from npq.domain.assessment.rules.identifying import Kind, Name, Search
from npq.domain.assessment.rules.responses import sections_of
from npq.domain.assessment.rules.revisions import Sections
from npq.domain.organisations.queries.schools import names_of_school
from npq.domain.registration.models import Registration
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer

AROUND = 60
"""How many characters are shown on either side of a word."""

BLANKS = re.compile(r"\s+")
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may say who somebody is: in the answer to which question, between what, and what could stand there."""

    question: str
    start: int
    end: int
    before: str
    words: str
    after: str
    kind: Kind
    instead: str


def identifying_of(viewer: Viewer, sitting_id: UUID) -> tuple[Mention, ...]:
    """What in the viewer's own response, as it is saved, may say who they are. Raises NotFound for another's."""
    sitting = (
        Sitting.objects.filter(id=sitting_id, registration__person=viewer.own_id)
        .values_list("registration", "window__case")
        .first()
    )
    if sitting is None:
        raise NotFound(sitting_id)
    script = Script.objects.filter(sitting=sitting_id).values_list("content", flat=True).first()
    return mentions_in(sections_of(script or ()), *sitting)


def mentions_in(sections: Sections, registration_id: UUID, case_id: UUID) -> tuple[Mention, ...]:
    """What in a response may say who wrote it. For no eyes: who asks has looked whose it is."""
    search = Search(_names(registration_id), said_in_case(case_id))
    return tuple(
        Mention(
            question,
            found.start,
            found.end,
            _before(text[: found.start]),
            found.words,
            _after(text[found.end :]),
            found.kind,
            found.instead,
        )
        for question, text in sections.items()
        for found in search.found_in(text)
    )


@lru_cache(maxsize=8)
def said_in_case(case_id: UUID) -> str:
    """All the words of a case study's papers. They never change, so they are read once."""
    content = CaseVersion.objects.values_list("content", flat=True).get(id=case_id)
    paper = msgspec.convert(content, CasePaper)
    parts = [paper.title, paper.trust, paper.set, paper.about, paper.html]
    parts += [question.ask for question in paper.questions]
    for document in paper.documents:
        parts += [
            document.title,
            document.about,
            document.html,
            document.chart.text if document.chart else "",
        ]
    return "\n".join(html.unescape(TAG.sub("\n", part)) for part in parts)


def _names(registration_id: UUID) -> list[Name]:
    own, employer, workplace = Registration.objects.values_list(
        "person__full_name", "employer_name", "workplace"
    ).get(id=registration_id)
    named = Name(Kind.OWN, own), Name(Kind.TRUST, employer, "employer")
    return [one for one in (*named, *_of_workplace(workplace)) if one.name.strip()]


def _of_workplace(urn: int | None) -> Iterator[Name]:
    school = names_of_school(urn) if urn is not None else None
    if school is not None:
        yield Name(Kind.SCHOOL, school.school)
        yield Name(Kind.TRUST, school.trust)
        yield Name(Kind.TRUST, school.federation, "federation")
        yield Name(Kind.TOWN, school.town)


def _before(text: str) -> str:
    """The end of what stands before, from a whole word on."""
    said = BLANKS.sub(" ", text[-4 * AROUND :])
    near = said[-AROUND:]
    return near if len(near) == len(said) else f"… {near.partition(' ')[2]}"


def _after(text: str) -> str:
    said = BLANKS.sub(" ", text[: 4 * AROUND])
    near = said[:AROUND]
    return near if len(near) == len(said) else f"{near.rpartition(' ')[0]} …"
