"""The box of a page: what somebody wrote there, and saving it without losing what was saved elsewhere."""

from django.http import HttpResponse, JsonResponse

from npq.domain.learning.kinds import PageKind, RefusalCode
from npq.domain.learning.operations.log import meet_entry, write_entry
from npq.domain.learning.queries.log import Note, note_of
from npq.domain.learning.queries.page import StudyPage
from npq.domain.learning.queries.reading import Reading
from npq.kernel import dates
from npq.kernel.refusals import Refusal
from npq.web.participant.study.log_forms import NoteForm, now_seen
from npq.web.shared.pages import Request

EXCERPT = 400
CONFLICT, UNPROCESSABLE = 409, 422


class Box:
    """The box as it is shown: the form, what stands in the log, and whether that is another text than the form's."""

    def __init__(self, form: NoteForm, stored: Note | None, *, differs: bool = False) -> None:
        self.form, self.stored, self.differs = form, stored, differs


def box_for(reading: Reading) -> Box:
    """The box with what stands in the log."""
    stored = reading.note
    initial = {"note": stored.text if stored else "", "seen": stored.revision if stored else 0}
    return Box(NoteForm(initial=initial, reflection=_is_reflection(reading.page)), stored)


def save(request: Request, reading: Reading) -> Box | None:
    """Saves what was sent. None when it stands in the log, else the box with what was typed and what is wrong."""
    found = reading.page
    form = NoteForm(request.POST, reflection=_is_reflection(found))
    if form.is_valid():
        try:
            write_entry(
                by=request.viewer,
                at=request.at,
                study_id=found.study.id,
                page=found.page.id,
                text=form.cleaned_data["note"],
                seen=form.revision,
            )
        except Refusal as refusal:
            return _refused(request, found, form, refusal)
        return None
    return Box(form, reading.note)


def is_empty(request: Request) -> bool:
    """Whether nothing was typed."""
    return not request.POST.get("note", "").strip()


def wants_data(request: Request) -> bool:
    """Whether a script asks, which saves as one types."""
    return request.headers.get("Accept") == "application/json"


def as_data(request: Request, reading: Reading, box: Box | None) -> HttpResponse:
    """What a script is told: the revision to go on from, and the other text where there is one."""
    stored = note_of(request.viewer, reading.page.study.id, reading.page.page.id)
    answer: dict[str, object] = {
        "revision": stored.revision if stored else 0,
        "saved": f"Saved at {dates.clock_time(stored.changed_at)}" if stored else "",
    }
    if box is None:
        return JsonResponse(answer)
    problem = {"revision": answer["revision"], "error": box.form["note"].error or ""}
    if box.differs:
        return JsonResponse(problem | {"text": stored.text if stored else ""}, status=CONFLICT)
    return JsonResponse(problem, status=UNPROCESSABLE)


def met(request: Request, reading: Reading) -> None:
    """Somebody goes on from the page that showed them an earlier entry."""
    if reading.met is not None:
        found = reading.page
        meet_entry(
            by=request.viewer,
            at=request.at,
            study_id=found.study.id,
            entry_id=reading.met.id,
            page=found.page.id,
        )


def excerpt(text: str, most: int = EXCERPT) -> str:
    """The beginning of a text, cut after a word."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(maxsplit=1)[0] + " …"


def _refused(request: Request, found: StudyPage, form: NoteForm, refusal: Refusal) -> Box:
    stored = note_of(request.viewer, found.study.id, found.page.id)
    differs = refusal.code is RefusalCode.ENTRY_CHANGED_ELSEWHERE
    if differs:
        now_seen(form, stored.revision if stored else 0)
    form.refuse(refusal, "note")
    return Box(form, stored, differs=differs)


def _is_reflection(found: StudyPage) -> bool:
    return found.page.kind is PageKind.REFLECTION
