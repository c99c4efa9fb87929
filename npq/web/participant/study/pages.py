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
from npq.domain.learning.queries.audit import priorities_of
from npq.domain.learning.queries.log import note_of
from npq.domain.learning.queries.page import StudyPage, study_page
from npq.domain.learning.queries.plan import plan_of_course
from npq.domain.learning.queries.studying import course_of, studies_of
from npq.domain.learning.rules.progress import whole_percent
from npq.kernel.refusals import NotFound
from npq.web.participant.study import notes, words
from npq.web.participant.study.forms import CheckForm, DecisionForm, HowSureForm
from npq.web.participant.study.text import linked
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.school_terms import school_terms

SENDING = frozenset({"POST"})


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
    context = {
        "course": found,
        "percent": whole_percent,
        "kinds": words.PAGE_KINDS,
        "planned": plan_of_course(request.viewer, found, request.at, school_terms()),
        "words": words,
        "priorities": [names[id] for id in priorities_of(request.viewer, study_id) if id in names],
    }
    return render(request, "participant/study/course.html", context)


@page(Audience.SIGNED_IN, methods=READING)
def show_page(request: Request, study_id: UUID, page_id: str) -> HttpResponse:
    """One page of the course."""
    return _show(request, study_page(request.viewer, study_id, page_id))


@page(Audience.SIGNED_IN, methods=SENDING)
def go_on(request: Request, study_id: UUID, page_id: str) -> HttpResponse:
    """The page is done, and the next one comes. What stands in the box of the page is saved first."""
    found = study_page(request.viewer, study_id, page_id)
    if "note" in request.POST and (box := notes.save(request, found)):
        return _show(request, found, box=box)
    notes.met(request, found)
    complete_page(by=request.viewer, at=request.at, study_id=study_id, page=page_id)
    if found.after is None:
        return redirect("study-course", study_id=study_id)
    return redirect("study-page", study_id=study_id, page_id=found.after)


@page(Audience.SIGNED_IN, methods=SENDING)
def note(request: Request, study_id: UUID, page_id: str) -> HttpResponse:
    """What somebody writes on a page for themselves. A reflection that is written completes its page; a box that was
    emptied leads to where one is asked whether to delete what stood in it."""
    found = study_page(request.viewer, study_id, page_id)
    box = notes.save(request, found)
    if notes.wants_data(request):
        return notes.as_data(request, found, box)
    if box is not None:
        return _show(request, found, box=box)
    if notes.is_empty(request):
        stored = note_of(request.viewer, study_id, page_id)
        if stored is not None:
            return redirect("study-log-delete", study_id=study_id, entry_id=stored.id)
    elif found.page.kind is PageKind.REFLECTION:
        complete_page(by=request.viewer, at=request.at, study_id=study_id, page=page_id)
    return _back(study_id, page_id, "note")


@page(Audience.SIGNED_IN, methods=SENDING)
def decide(request: Request, study_id: UUID, page_id: str, decision: str) -> HttpResponse:
    """A decision in a case; the page then goes on with what comes of it."""
    found = study_page(request.viewer, study_id, page_id)
    asked = next((one for one in found.page.decisions if one.id == decision), None)
    if asked is None:
        raise NotFound(decision)
    form = DecisionForm(request.POST, decision=asked)
    if not form.is_valid():
        return _show(request, found, decision_form=form)
    make_decision(
        by=request.viewer,
        at=request.at,
        study_id=study_id,
        page=page_id,
        decision=decision,
        choice=form.cleaned_data["choice"],
    )
    return _back(study_id, page_id, decision)


@page(Audience.SIGNED_IN, methods=SENDING)
def check(request: Request, study_id: UUID, page_id: str) -> HttpResponse:
    """Answers to what a check still asks."""
    found = study_page(request.viewer, study_id, page_id)
    form = CheckForm(request.POST, page=found.page, tried=found.tried)
    if not form.is_valid():
        return _show(request, found, check_form=form)
    answer_check(by=request.viewer, at=request.at, study_id=study_id, page=page_id, given=form.answers())
    return _back(study_id, page_id, "answers")


@page(Audience.SIGNED_IN, methods=SENDING)
def how_sure(request: Request, study_id: UUID, page_id: str, moment: str) -> HttpResponse:
    """How sure somebody is, before or after a check."""
    if moment not in set(Moment):
        raise NotFound(moment)
    found = study_page(request.viewer, study_id, page_id)
    form = HowSureForm(request.POST)
    if not form.is_valid():
        return _show(request, found, sure_form=form)
    say_how_sure(
        by=request.viewer,
        at=request.at,
        study_id=study_id,
        page=page_id,
        moment=Moment(moment),
        how_sure=form.cleaned_data["how_sure"],
    )
    return _back(study_id, page_id, "questions")


def _back(study_id: UUID, page_id: str, anchor: str) -> HttpResponse:
    response = redirect("study-page", study_id=study_id, page_id=page_id)
    response["Location"] += f"#{anchor}"
    return response


def _show(request: Request, found: StudyPage, box: notes.Box | None = None, **forms: Any) -> HttpResponse:
    box = box or notes.box_for(request, found)
    undecided = next((one for one in found.page.decisions if one.id not in found.decided), None)
    all_right = all(one.id in found.tried and found.tried[one.id].right for one in found.page.questions)
    context = {
        "found": found,
        "parts": _parts(found),
        "undecided": undecided,
        "decision_form": DecisionForm(decision=undecided) if undecided else None,
        "check_form": CheckForm(page=found.page, tried=found.tried) if found.page.questions else None,
        "all_right": all_right,
        "sure_moment": _moment_to_ask(found, all_right),
        "sure_form": HowSureForm(),
        "may_go_on": undecided is None and all_right,
        "box": box,
        "note_form": box.form,
        "met": notes.to_meet(request, found),
        "excerpt": notes.excerpt,
        "html": lambda text: linked(text, found.study.id),
        "kinds": words.PAGE_KINDS,
        "words": words,
        "percent": whole_percent,
        **forms,
    }
    return render(request, "participant/study/page.html", context)


def _moment_to_ask(found: StudyPage, all_right: bool) -> Moment | None:
    """When a check asks how sure one is: before the first try, and once all is right."""
    if found.page.kind is not PageKind.CHECK:
        return None
    if not found.tried and Moment.BEFORE not in found.sure:
        return Moment.BEFORE
    return Moment.AFTER if all_right and Moment.AFTER not in found.sure else None


def _parts(found: StudyPage) -> list[dict[str, Any]]:
    """What can be read by now: each part with the decision after it, once made, and what came of each choice."""
    shown: list[dict[str, Any]] = []
    for number, part in enumerate(found.page.parts):
        decision = found.page.decisions[number] if number < len(found.page.decisions) else None
        chosen = found.decided.get(decision.id) if decision else None
        shown.append(
            {"html": linked(part, found.study.id), "decision": decision if chosen else None, "chosen": chosen}
        )
        if decision and not chosen:
            break
    return shown
