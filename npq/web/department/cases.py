"""Case studies, for those who set them: listed without what they say, opened after saying what for, and retired."""

from uuid import UUID

from django.http import HttpResponse
from markupsafe import Markup

from npq.domain.assessment.kinds import OpeningPurpose, RetirementReason
from npq.domain.assessment.operations.case_log import open_case_as_staff
from npq.domain.assessment.operations.setting import retire_case
from npq.domain.assessment.queries.setting import (
    CaseRow,
    case_row,
    cases_set,
    opened_case,
    openings_of,
    own_opening,
    retirement_of,
    windows_of_case,
)
from npq.kernel.refusals import Refusal
from npq.web.department import words
from npq.web.department.case_forms import OpenForm, RetireForm
from npq.web.shared import papers
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render


@page(Audience.DEPARTMENT, methods=READING)
def cases(request: Request) -> HttpResponse:
    """Every case that was published, and what became of it. Nothing of what they say."""
    by_qualification: dict[str, list[CaseRow]] = {}
    for row in cases_set(request.viewer):
        by_qualification.setdefault(row.qualification, []).append(row)
    context = {"qualifications": by_qualification, "at": request.at, "words": words}
    return render(request, "department/cases/list.html", context)


@page(Audience.DEPARTMENT)
def case(request: Request, case_id: UUID) -> HttpResponse:
    """One case: where it is set, and who opened it when and what for. Opening it asks what for, and writes it down."""
    row = case_row(request.viewer, case_id)
    form = OpenForm(request.POST if request.method == "POST" else None, held_back=_held_back(row, request))
    if request.method == "POST" and form.is_valid():
        try:
            opening = open_case_as_staff(
                by=request.viewer,
                at=request.at,
                case_id=case_id,
                purpose=OpeningPurpose(form.cleaned_data["purpose"]),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("staff-case-opened", opening_id=opening)
    openings = openings_of(request.viewer, case_id)
    context = {
        "row": row,
        "form": form,
        "open_now": own_opening(request.viewer, openings, request.at),
        "retirement": retirement_of(request.viewer, case_id),
        "held_back": _held_back(row, request),
        "windows": windows_of_case(request.viewer, case_id),
        "openings": openings,
        "at": request.at,
        "words": words,
    }
    return render(request, "department/cases/case.html", context)


@page(Audience.DEPARTMENT, methods=READING)
def opened(request: Request, opening_id: UUID) -> HttpResponse:
    """What a case says, with what markers are told, until the opening ends."""
    found = opened_case(request.viewer, opening_id, request.at)
    context = {
        "found": found,
        "paper": found.paper,
        "story": papers.story(found.paper, ()),
        "sheets": list(papers.sheets(found.paper, ())),
        "notes": Markup(found.for_markers.notes),  # noqa: S704  cleaned by nh3 when published
        "answers": found.for_markers.answers,
        "words": words,
    }
    return render(request, "department/cases/opened.html", context)


@page(Audience.DEPARTMENT)
def retire(request: Request, case_id: UUID) -> HttpResponse:
    """Says that a case is not set again, after showing what that does to the windows that have it."""
    row = case_row(request.viewer, case_id)
    if row.retired and request.method != "POST":
        return redirect("staff-case", case_id=case_id)
    form = RetireForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = RetirementReason(form.cleaned_data["reason"])
        retire_case(by=request.viewer, at=request.at, case_id=case_id, reason=reason)
        return redirect("staff-case", case_id=case_id)
    windows = windows_of_case(request.viewer, case_id)
    context = {
        "row": row,
        "form": form,
        "windows": [one for one in windows if one.writing_until >= request.at],
        "at": request.at,
        "words": words,
    }
    return render(request, "department/cases/retire.html", context)


def _held_back(row: CaseRow, request: Request) -> bool:
    """Whether nobody but who sets it may see a case yet."""
    return row.not_before is not None and request.at < row.not_before
