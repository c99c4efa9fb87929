"""The pages of study. A page is only read by looking at it: going on, deciding and answering are buttons."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from npq.domain.learning.kinds import Moment, PageKind
from npq.domain.learning.operations.studying import (
    answer_check,
    complete_page,
    make_decision,
    say_how_sure,
)
from npq.domain.learning.queries.changes import changes_to_read
from npq.domain.learning.queries.log import note_of
from npq.domain.learning.queries.messages import messages_in
from npq.domain.learning.queries.plan import plan_of_course
from npq.domain.learning.queries.reading import Reading, read_page
from npq.domain.learning.queries.studying import course_of, studies_of
from npq.domain.learning.rules.progress import whole_percent
from npq.kernel.clock import london_day
from npq.kernel.refusals import NotFound
from npq.web.participant.study import notes, words
from npq.web.participant.study.gone import or_gone
from npq.web.participant.study.log_forms import WHO_READS
from npq.web.participant.study.said import COURSE, said
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.course import words as course_words
from npq.web.shared.course.forms import CheckForm, DecisionForm, HowSureForm, TaskForm, show_again
from npq.web.shared.course.page import asks_how_sure, page_context
from npq.web.shared.course.text import linked
from npq.web.shared.course.ways import Ways
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.school_terms import school_terms

SENDING = frozenset({"POST"})

ENDED = "ended"
"""Names the unit whose end somebody has just come to, in the address of the course."""

NOTHING_TO_SEND: dict[str, Any] = {"undecided": None, "sure_form": None, "check_form": None}
"""What a page does not ask any more of whoever has left the course."""

FORMS = ("decision_form", "check_form", "task_form", "sure_form")


@page(Audience.SIGNED_IN, methods=READING)
def studies(request: Request) -> HttpResponse:
    """What one studies: straight to it where it is one course."""
    own = studies_of(request.viewer)
    if len(own) == 1:
        return redirect("study-course", study_id=own[0].id)
    return render(request, "participant/study/studies.html", {"studies": own, "percent": whole_percent})


@page(Audience.SIGNED_IN, methods=READING)
def course(request: Request, study_id: UUID) -> HttpResponse:
    """The whole course: where to go on, and every topic with what is done of it."""
    found = course_of(request.viewer, study_id)
    names = {topic.id: topic.name for topic in found.topics}
    units = {unit.id: unit for topic in found.topics for unit in topic.units}
    ways = Ways("study", study_id=study_id)
    context = {
        "course": found,
        "setting": linked(found.setting, ways),
        "html": lambda text: linked(text, ways),
        "today": london_day(request.at),
        "percent": whole_percent,
        "ways": ways,
        "course_words": course_words,
        "ended": units.get(request.GET.get(ENDED, "")),
        "planned": plan_of_course(request.viewer, found, request.at, school_terms()),
        "words": words,
        "changes": changes_to_read(request.viewer, study_id),
        "titles": {
            line.id: line.title for topic in found.topics for unit in topic.units for line in unit.pages
        },
        "messages": messages_in(request.viewer, study_id),
        "priorities": [names[id] for id in found.priorities if id in names],
        "said": said(request, COURSE),
    }
    return render(request, "participant/study/course.html", context)


@page(Audience.SIGNED_IN, methods=READING)
@or_gone
def show_page(request: Request, study_id: UUID, page_id: str) -> HttpResponse:
    """One page of the course."""
    return _show(request, read_page(request.viewer, study_id, page_id, request.at))


@page(Audience.SIGNED_IN, methods=SENDING, shown_by=("study-page", "study_id", "page_id"))
@or_gone
def go_on(request: Request, study_id: UUID, page_id: str) -> HttpResponse:
    """The page is done, and the next one of its unit comes; after the last, the course, which says where to go on.

    What stands in the box of the page is saved first, and how sure somebody is after a check. A task that is not ticked
    is passed over: nothing is done with it.
    """
    reading = read_page(request.viewer, study_id, page_id, request.at)
    if box := _unsaved(request, reading):
        return _show(request, reading, box=box)
    by, at = request.viewer, request.at
    if asks_how_sure(reading.page):
        form = HowSureForm(request.POST)
        if not form.is_valid():
            return _show_anew(request, reading, sure_form=form)
        if sure := form.sure_after():
            say_how_sure(by=by, at=at, study_id=study_id, page=page_id, moment=Moment.AFTER, how_sure=sure)
    notes.met(request, reading)
    if _is_done(request, reading):
        complete_page(by=by, at=at, study_id=study_id, page=page_id)
    following = reading.page.next_in_unit
    if following is None:
        response = redirect("study-course", study_id=study_id)
        response["Location"] += f"?{ENDED}={reading.page.unit.id}"
        return response
    return redirect("study-page", study_id=study_id, page_id=following)


@page(Audience.SIGNED_IN, methods=SENDING, shown_by=("study-page", "study_id", "page_id"))
@or_gone
def note(request: Request, study_id: UUID, page_id: str) -> HttpResponse:
    """What somebody writes on a page for themselves. A reflection that is written completes its page; a box that was
    emptied leads to where one is asked whether to delete what stood in it."""
    reading = read_page(request.viewer, study_id, page_id, request.at)
    box = notes.save(request, reading)
    if notes.wants_data(request):
        return notes.as_data(request, reading, box)
    if box is not None:
        return _show(request, reading, box=box)
    if notes.is_empty(request):
        stored = note_of(request.viewer, study_id, page_id)
        if stored is not None:
            return redirect("study-log-delete", study_id=study_id, entry_id=stored.id)
    elif reading.page.page.kind is PageKind.REFLECTION:
        complete_page(by=request.viewer, at=request.at, study_id=study_id, page=page_id)
    if _asked_more(request):
        return _show_anew(request, reading)
    return _back(study_id, page_id, "note")


@page(Audience.SIGNED_IN, methods=SENDING, shown_by=("study-page", "study_id", "page_id"))
@or_gone
def decide(request: Request, study_id: UUID, page_id: str, decision: str) -> HttpResponse:
    """A decision in a case; the page then goes on with what comes of it. What stands in the box is saved first."""
    reading = read_page(request.viewer, study_id, page_id, request.at)
    asked = next((one for one in reading.page.page.decisions if one.id == decision), None)
    if asked is None:
        raise NotFound(decision)
    if box := _unsaved(request, reading):
        return _show(request, reading, box=box)
    form = DecisionForm(request.POST, decision=asked)
    if not form.is_valid():
        return _show_anew(request, reading, decision_form=form)
    stands = make_decision(
        by=request.viewer,
        at=request.at,
        study_id=study_id,
        page=page_id,
        decision=decision,
        choice=form.cleaned_data["choice"],
    )
    if stands != form.cleaned_data["choice"]:
        before = next(one.text for one in asked.choices if one.id == stands)
        return _show_anew(request, reading, resume=False, stands=before)
    return _back(study_id, page_id, decision)


@page(Audience.SIGNED_IN, methods=SENDING, shown_by=("study-page", "study_id", "page_id"))
@or_gone
def check(request: Request, study_id: UUID, page_id: str) -> HttpResponse:
    """Answers to what a check still asks. What stands in the box is saved first."""
    reading = read_page(request.viewer, study_id, page_id, request.at)
    if box := _unsaved(request, reading):
        return _show(request, reading, box=box)
    form = CheckForm(request.POST, found=reading.page)
    if not form.is_valid():
        return _show_anew(request, reading, check_form=form)
    by, at = request.viewer, request.at
    if sure := form.sure_before():
        say_how_sure(by=by, at=at, study_id=study_id, page=page_id, moment=Moment.BEFORE, how_sure=sure)
    answer_check(by=by, at=at, study_id=study_id, page=page_id, given=form.answers())
    return _back(study_id, page_id, "answers")


def _unsaved(request: Request, reading: Reading) -> notes.Box | None:
    """Saves what was typed beside what is asked. None where it is saved or nothing came with it, else the box with what
    is wrong."""
    return notes.save(request, reading) if "note" in request.POST else None


def _is_done(request: Request, reading: Reading) -> bool:
    """Whether going on from a page completes it: of a task, somebody has to say so."""
    if reading.page.page.kind is not PageKind.TASK:
        return True
    form = TaskForm(request.POST)
    return form.is_valid() and form.cleaned_data["done"]


def _asked_more(request: Request) -> bool:
    """Whether more was sent than the note: something chosen or typed for what the page asks."""
    sent = {name for name, values in request.POST.lists() if any(values)}
    return bool(sent - {"note", "seen", "csrfmiddlewaretoken"})


def _back(study_id: UUID, page_id: str, anchor: str) -> HttpResponse:
    response = redirect("study-page", study_id=study_id, page_id=page_id)
    response["Location"] += f"#{anchor}"
    return response


def _show_anew(request: Request, reading: Reading, **more: Any) -> HttpResponse:
    """The page as it stands after something of it was saved."""
    found = reading.page
    return _show(request, read_page(request.viewer, found.study.id, found.page.id, request.at), **more)


def _show(
    request: Request, reading: Reading, box: notes.Box | None = None, *, resume: bool = True, **more: Any
) -> HttpResponse:
    """The page. What was sent and not taken stands in its forms again, unless `resume` is false."""
    found, box = reading.page, box or notes.box_for(reading)
    context = {
        **page_context(found, Ways("study", study_id=found.study.id)),
        **(NOTHING_TO_SEND if found.study.ended else {}),
    }
    for name in FORMS:
        if resume and context[name] is not None:
            show_again(context[name], request.POST)
    context |= {"box": box, "note_form": box.form, "met": reading.met, "excerpt": notes.excerpt}
    context |= {"who_reads": WHO_READS, **more}
    return render(request, "participant/study/page.html", context)
