"""What somebody writes in a sitting of their own, for them and for nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import F

from npq.domain.assessment.kinds import (
    Colours,
    Face,
    HandedIn,
    OverLimit,
    SittingState,
    Spacing,
    Tool,
    WindowKind,
)
from npq.domain.assessment.models import Script, Sitting, Submission, WordFile, WritingDisplay
from npq.domain.assessment.packs.pack import Question
from npq.domain.assessment.queries.revisions import content_of, open_branches
from npq.domain.assessment.rules.differences import Stretch, differences
from npq.domain.assessment.rules.responses import Stop, count, is_refused, sections_of, stop_of
from npq.domain.assessment.rules.revisions import canonical
from npq.domain.assessment.rules.words import Counted
from npq.domain.learning.models import Study
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer

AS_IT_COMES = 100
"""How large letters are unless somebody says otherwise, in per cent."""


@dataclass(frozen=True)
class Display:
    """How somebody wants to see what they write. `size` is in per cent."""

    face: Face = Face.OURS
    size: int = AS_IT_COMES
    spacing: Spacing = Spacing.NORMAL
    colours: Colours = Colours.LIGHT


@dataclass(frozen=True)
class Receipt:
    """That something was handed in: when, how, and exactly what."""

    id: UUID
    number: str
    how: HandedIn
    revision: int
    words: int
    words_excluded: int
    word_limit: int
    digest: str
    submitted_at: datetime
    deadline_at: datetime
    tools: tuple[Tool, ...]
    tools_text: str
    withdrawn_at: datetime | None

    @property
    def is_late(self) -> bool:
        """Whether it came after the deadline, within the minutes in which it still counts."""
        return self.submitted_at > self.deadline_at


@dataclass(frozen=True)
class Writing:
    """A response as it stands: what it says, what is asked, until when, and what was handed in, newest first."""

    sitting_id: UUID
    state: SittingState
    is_rehearsal: bool
    title: str
    questions: tuple[Question, ...]
    sections: Mapping[str, str]
    head: int
    saved_at: datetime | None
    deadline_at: datetime
    grace_until: datetime
    over_limit: OverLimit
    counted: Counted
    stop: Stop | None
    branches: tuple[int, ...]
    sends_at_deadline: bool
    tools: tuple[Tool, ...]
    tools_text: str
    receipts: tuple[Receipt, ...]
    # The writer's own study of the course, whose log and framework are at hand; None where there is none.
    study_id: UUID | None
    statements: tuple[str, ...]
    at: datetime

    @property
    def may_write(self) -> bool:
        return self.state is SittingState.OPEN and self.at <= self.grace_until

    @property
    def may_take_back(self) -> bool:
        return self.state is SittingState.SUBMITTED and self.at <= self.deadline_at

    @property
    def has_moved(self) -> bool:
        """Whether the writer sits in a later window instead."""
        return self.state is SittingState.MOVED

    @property
    def goes_in(self) -> bool:
        """Whether it goes in by itself, once nothing can be changed any more."""
        chosen = self.sends_at_deadline and self.counted.counted > 0
        return chosen and self.state is SittingState.OPEN and self.at > self.grace_until

    @property
    def is_refused(self) -> bool:
        """Whether there are too many words to hand it in."""
        return is_refused(self.counted, self.over_limit)

    @property
    def receipt(self) -> Receipt | None:
        """Of what is handed in and not taken back."""
        return next((one for one in self.receipts if one.withdrawn_at is None), None)


@dataclass(frozen=True)
class Versions:
    """The head and a branch, and what differs between them, question by question."""

    head: int
    branch: int
    head_saved_at: datetime
    branch_saved_at: datetime
    stretches: Mapping[str, list[Stretch]]


@dataclass(frozen=True)
class Uploaded:
    """What was read of a word processor's file."""

    id: UUID
    sections: Mapping[str, str]
    before: str
    uploaded_at: datetime
    is_confirmed: bool


def writing_of(viewer: Viewer, sitting_id: UUID, at: datetime) -> Writing:
    """What the viewer writes in a sitting of their own. Raises NotFound, also before the case was opened."""
    sitting = (
        Sitting.objects.filter(id=sitting_id, registration__person=viewer.own_id, opened_at__isnull=False)
        .select_related("script")
        .annotate(
            questions=F("window__case__content__questions"),
            title=F("window__case__title"),
            limit=F("window__policy__word_limit"),
            over=F("window__policy__over_limit"),
        )
        .first()
    )
    if sitting is None:
        raise NotFound(sitting_id)
    script: Script | None = getattr(sitting, "script", None)
    questions = msgspec.convert(sitting.questions, list[Question])
    if at > sitting.grace_until and sitting.kind == WindowKind.LIVE:
        # A live case is not shown any more once nothing of theirs counts.
        questions = [Question(one.id, "", one.words) for one in questions]
    study = (
        Study.objects.filter(enrolment=sitting.registration_id, person=viewer.own_id)
        .values_list("id", "version__statements")
        .first()
    )
    sections = sections_of(script.content) if script else {one.id: "" for one in questions}
    return Writing(
        sitting_id=sitting.id,
        state=SittingState(sitting.state),
        is_rehearsal=sitting.kind == WindowKind.REHEARSAL,
        title=sitting.title,
        questions=tuple(questions),
        sections=sections,
        head=script.head if script else 0,
        saved_at=script.saved_at if script else None,
        deadline_at=sitting.deadline_at,
        grace_until=sitting.grace_until,
        over_limit=OverLimit(sitting.over),
        counted=count(sections, sitting.limit),
        stop=stop_of(sections, sitting.limit),
        branches=tuple(open_branches(sitting_id).values_list("number", flat=True)),
        sends_at_deadline=script.send_at_deadline if script else False,
        tools=tuple(Tool(tool) for tool in script.tools) if script else (),
        tools_text=script.tools_text if script else "",
        receipts=tuple(
            map(_receipt, Submission.objects.filter(script=sitting_id).order_by("-submitted_at", "-revision"))
        ),
        study_id=study[0] if study else None,
        statements=tuple(one["text"] for one in study[1]) if study else (),
        at=at,
    )


def versions_of(viewer: Viewer, sitting_id: UUID, branch: int) -> Versions:
    """A version kept beside the head, and the head. Raises NotFound, also for one that was chosen from already."""
    script = _own_script(viewer, sitting_id)
    row = open_branches(sitting_id).filter(number=branch).first()
    if row is None or script.saved_at is None:
        raise NotFound(branch)
    other = content_of(sitting_id, branch)
    stretches = {name: differences(text, other[name]) for name, text in sections_of(script.content).items()}
    return Versions(script.head, branch, script.saved_at, row.saved_at, stretches)


def exported(viewer: Viewer, sitting_id: UUID, receipt: str = "") -> bytes:
    """A response as the bytes whose SHA-256 a receipt gives: what was handed in under that number, or the newest.

    Raises NotFound.
    """
    script = _own_script(viewer, sitting_id)
    if not receipt:
        return canonical(sections_of(script.content))
    revision = (
        Submission.objects.filter(script=sitting_id, receipt=receipt)
        .values_list("revision", flat=True)
        .first()
    )
    if revision is None:
        raise NotFound(receipt)
    return canonical(content_of(sitting_id, revision))


def uploaded_file(viewer: Viewer, sitting_id: UUID, file_id: UUID) -> Uploaded:
    """What was read of a file of one's own. Raises NotFound."""
    row = (
        WordFile.objects.filter(
            id=file_id, script=sitting_id, script__sitting__registration__person=viewer.own_id
        )
        .defer("content")
        .first()
    )
    if row is None:
        raise NotFound(file_id)
    return Uploaded(row.id, sections_of(row.sections), row.before, row.uploaded_at, row.revision is not None)


def display_of(viewer: Viewer) -> Display:
    """How the viewer wants to see what they write; as it comes where they said nothing."""
    row = WritingDisplay.objects.filter(person=viewer.own_id).first()
    if row is None:
        return Display()
    return Display(Face(row.face), row.size, Spacing(row.spacing), Colours(row.colours))


def _own_script(viewer: Viewer, sitting_id: UUID) -> Script:
    script = Script.objects.filter(sitting=sitting_id, sitting__registration__person=viewer.own_id).first()
    if script is None:
        raise NotFound(sitting_id)
    return script


def _receipt(row: Submission) -> Receipt:
    return Receipt(
        row.id,
        row.receipt,
        HandedIn(row.how),
        row.revision,
        row.words,
        row.words_excluded,
        row.word_limit,
        row.digest,
        row.submitted_at,
        row.deadline_at,
        tuple(Tool(tool) for tool in row.tools),
        row.tools_text,
        row.withdrawn_at,
    )
