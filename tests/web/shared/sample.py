"""A small service made of every shared part, for tests to visit and for eyes to look at."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.http import HttpResponse, JsonResponse
from django.urls import path
from markupsafe import Markup

from npq.kernel.refusals import NotFound, Refusal
from npq.web.shared import errors
from npq.web.shared.access import Audience, page
from npq.web.shared.fields import (
    CheckboxesField,
    Choice,
    CodeField,
    ConfirmField,
    DateField,
    EmailField,
    HiddenField,
    LongTextField,
    RadioField,
    SchoolField,
    SelectField,
    TextField,
)
from npq.web.shared.forms import Form
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.paging import paging_for


class Setting(StrEnum):
    SCHOOL = "school"
    TRUST = "trust"
    ELSEWHERE = "elsewhere"


class Code(StrEnum):
    TOO_LATE = "too_late"
    WITHOUT_WORDS = "without_words"


@dataclass(frozen=True)
class Found:
    urn: int
    name: str
    town: str
    postcode: str
    closed: bool = False


SCHOOLS = [
    Found(100001, "Greenfield Primary School", "Leeds", "LS1 4AB"),
    Found(100002, "Greenfield Academy", "Hull", "HU1 2CD"),
    Found(100003, "St Mary’s <Old> School", "", "YO1 7XY", closed=True),
]


class Schools(SchoolField):
    """The field on a register of three."""

    def search(self, text: str) -> list[Found]:
        wanted = text.lower()
        return [s for s in SCHOOLS if wanted in f"{s.urn} {s.name} {s.town} {s.postcode}".lower()]

    def find(self, urn: int) -> Found | None:
        return next((school for school in SCHOOLS if school.urn == urn), None)


class SampleForm(Form):
    full_name = TextField(
        label="Full name",
        hint="As it is on your teacher record",
        autocomplete="name",
        errors={"required": "Enter your full name"},
    )
    email = EmailField(label="Email address", errors={"required": "Enter your email address"})
    code = CodeField(label="Code", errors={"required": "Enter the code"})
    reason = LongTextField(label="Reason", max_length=500, errors={"required": "Enter your reason"})
    setting = RadioField(
        label="Where do you work?",
        choices={
            Setting.SCHOOL: "A school",
            Setting.TRUST: Choice("A trust", hint="For several schools"),
            Setting.ELSEWHERE: Choice("Somewhere else", reveals="employer", divider="or"),
        },
        errors={"required": "Choose where you work"},
    )
    employer = TextField(label="Employer", required=False)
    topics = CheckboxesField(
        label="Topics", choices={1: "Trust culture", 2: "Teaching"}, errors={"required": "Choose a topic"}
    )
    status = SelectField(label="Status", choices={Setting.SCHOOL: "A"}, blank="Any", required=False)
    born = DateField(
        label="Date of birth",
        hint="For example, 27 3 1985",
        birth=True,
        latest=lambda: date(2008, 1, 1),
        errors={"required": "Enter your date of birth"},
    )
    agreed = ConfirmField(label="I have read this", errors={"required": "Confirm that you have read this"})
    version = HiddenField(required=False)


class SchoolForm(Form):
    workplace = Schools(
        label="Which school do you work at?",
        hint="Type its name, town, postcode or URN",
        heading=True,
        not_listed="My school is not listed",
        errors={"required": "Enter the name of your school"},
    )


@page(Audience.PUBLIC)
def show_form(request: Request) -> HttpResponse:
    form = SampleForm(request.POST or None)
    if form.is_valid():
        return redirect("parts")
    return render(request, "sample/form.html", {"form": form})


@page(Audience.PUBLIC)
def show_school(request: Request) -> HttpResponse:
    form = SchoolForm(request.POST or None)
    if form.is_valid():
        return HttpResponse(str(form.cleaned_data["workplace"]))
    return render(request, "sample/school.html", {"form": form})


@page(Audience.PUBLIC)
def show_parts(request: Request) -> HttpResponse:
    rows = [(f"Person {n}", Markup("<strong>{}</strong>").format("Pending"), n) for n in range(1, 6)]
    return render(request, "sample/parts.html", {"rows": rows, "paging": paging_for(request, total=240)})


def suggest(request: Request) -> HttpResponse:
    found = Schools(label="", required=False).search(request.GET.get("q", ""))
    return JsonResponse([vars(school) for school in found], safe=False)


def for_audience(audience: Audience):
    @page(audience)
    def view(request: Request) -> HttpResponse:
        return HttpResponse(f"inside as {request.viewer.kind}")

    return view


@page(Audience.PUBLIC)
def raise_not_found(request: Request) -> HttpResponse:
    raise NotFound


@page(Audience.PUBLIC)
def raise_refusal(request: Request, code: str) -> HttpResponse:
    raise Refusal(Code(code), day=date(2026, 10, 1))


@page(Audience.PUBLIC)
def break_down(request: Request) -> HttpResponse:
    raise RuntimeError("as bad as it gets")


@page(Audience.PUBLIC, methods=frozenset({"POST"}))
def only_send(request: Request) -> HttpResponse:
    return redirect("parts")


def legal(request: Request) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("form", show_form, name="form"),
    path("school", show_school, name="school"),
    path("parts", show_parts, name="parts"),
    path("schools/suggest", suggest, name="suggest-schools"),
    *[
        path(f"for/{a.value}", for_audience(a), name=f"for-{a}")
        for a in Audience
        if a is not Audience.MACHINE
    ],
    path("not-found", raise_not_found),
    path("refusal/<slug:code>", raise_refusal),
    path("break-down", break_down),
    path("only-send", only_send, name="only-send"),
    *[
        path(name, legal, name=name)
        for name in (
            "privacy-notice",
            "cookies",
            "accessibility-statement",
            "contact",
            "sign-in",
            "sign-out",
            "demonstration-sign-in",
            "demonstration-letters",
            "demonstration-clock",
            "home",
            "account",
        )
    ],
]
handler400 = errors.bad_request
handler403 = errors.not_allowed
handler404 = errors.not_found
handler500 = errors.went_wrong
