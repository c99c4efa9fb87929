"""What responses on a case are compared with, for those who set it: texts are given, and in the end it is forgotten."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.kinds import MOST_SOURCE_CHARACTERS, SourceKind
from npq.domain.assessment.operations.families import forget_family, give_source
from npq.domain.assessment.queries.families import family_compared
from npq.domain.assessment.queries.setting import case_row
from npq.kernel.refusals import Refusal
from npq.web.department import words
from npq.web.shared.access import Audience, page
from npq.web.shared.fields import LongTextField, RadioField, TextField
from npq.web.shared.forms import Form
from npq.web.shared.pages import Request, redirect, render


class SourceForm(Form):
    """A text to compare with."""

    title = TextField(
        label="What is it called?", max_length=200, errors={"required": "Enter what it is called"}
    )
    kind = RadioField(label="What is it?", choices=words.SOURCES, errors={"required": "Select what it is"})
    text = LongTextField(
        label="Its text",
        hint="It becomes numbers at once, and the text itself is not kept",
        rows=12,
        max_length=MOST_SOURCE_CHARACTERS,
        errors={"required": "Enter its text"},
    )


class ForgetForm(Form):
    """Forgetting says nothing more."""


@page(Audience.DEPARTMENT)
def compared(request: Request, case_id: UUID) -> HttpResponse:
    """The texts that were given for a case’s family, and giving another."""
    row = case_row(request.viewer, case_id)
    form = SourceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            give_source(
                by=request.viewer,
                at=request.at,
                case_id=case_id,
                kind=SourceKind(form.cleaned_data["kind"]),
                title=form.cleaned_data["title"],
                text=form.cleaned_data["text"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("staff-case-compared", case_id=case_id)
    found = family_compared(request.viewer, case_id)
    context = {"row": row, "found": found, "form": form, "words": words}
    return render(request, "department/cases/compared.html", context)


@page(Audience.DEPARTMENT)
def forget(request: Request, case_id: UUID) -> HttpResponse:
    """Says what forgetting destroys, and does it."""
    row = case_row(request.viewer, case_id)
    found = family_compared(request.viewer, case_id)
    if found.forgotten_at is not None and request.method != "POST":
        return redirect("staff-case-compared", case_id=case_id)
    form = ForgetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            forget_family(by=request.viewer, at=request.at, case_id=case_id)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("staff-case-compared", case_id=case_id)
    return render(request, "department/cases/forget.html", {"row": row, "found": found, "form": form})
