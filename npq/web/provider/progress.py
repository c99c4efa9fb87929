"""How far a provider's participants are: a list to narrow, the same as a file, and where a group gets stuck."""

import csv
from collections.abc import Iterator
from io import StringIO
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse

from npq.domain.learning.queries.messages import codes_of
from npq.domain.learning.queries.provider import (
    ProgressRow,
    all_progress,
    groups_studying,
    progress_totals,
    progress_with,
)
from npq.domain.learning.queries.stuck import stuck_in
from npq.kernel.clock import london_day
from npq.kernel.viewer import RoleKind
from npq.web.provider import words
from npq.web.provider.bars import chart, length_of
from npq.web.provider.progress_forms import CohortForm, ProgressForm
from npq.web.provider.training import words as training
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, render
from npq.web.shared.paging import paging_for

SIZE = 100

COLUMNS = (
    "Participant id",
    "Application id",
    "Name",
    "Course",
    "Cohort",
    "Minutes studied",
    "Minutes in all",
    "Per cent",
    "Last studied on",
    "Weeks silent",
    "Studied last in",
)
LINES_AT_ONCE = 500


@page(Audience.PROVIDER, methods=READING)
def progress(request: Request) -> HttpResponse:
    """Everybody with a place and a course, longest silent first or in another order."""
    form = filter_form(request)
    filters, order = form.filters(), form.in_order()
    totals = progress_totals(request.viewer, filters, request.at)
    paging = paging_for(request, totals.people, SIZE)
    rows = progress_with(
        request.viewer, filters, order, request.at, offset=(paging.number - 1) * SIZE, size=SIZE
    )
    query = request.GET.copy()
    query.pop("page", None)
    narrowing = codes_of(filters)
    context = {
        "form": form,
        "totals": totals,
        "rows": rows,
        "paging": paging,
        "query": query.urlencode(),
        "shares": chart("share", totals.shares, words.SHARES, request.GET, narrowing),
        "silences": chart("silence", totals.silences, words.SILENCES, request.GET, narrowing),
        "write_to": urlencode(narrowing),
        "several": len(request.viewer.organisations(RoleKind.LEAD_PROVIDER)) > 1,
        "today": london_day(request.at),
        "words": words,
        "training_words": training,
    }
    return render(request, "provider/progress.html", context)


@page(Audience.PROVIDER, methods=READING)
def progress_file(request: Request) -> StreamingHttpResponse:
    """All rows of the same list, as a file that spreadsheets open."""
    form = filter_form(request)
    rows = all_progress(request.viewer, form.filters(), form.in_order(), request.at)
    response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    name = f"progress-{london_day(request.at).isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@page(Audience.PROVIDER, methods=READING)
def stuck(request: Request) -> HttpResponse:
    """Where one cohort gets stuck; the last that has started, unless another is asked for."""
    cohorts = groups_studying(request.viewer).cohorts
    names = {id: name for id, name, _ in cohorts}
    form = CohortForm(request.GET, cohorts=names)
    today = london_day(request.at)
    started = [id for id, _, starts_on in cohorts if starts_on <= today]
    cohort = form.cohort_chosen() or next(iter([*started, *(id for id, _, _ in cohorts)]), None)
    if "cohort" not in request.GET:
        form = CohortForm({"cohort": str(cohort or "")}, cohorts=names)
    context = {
        "form": form,
        "cohort": names.get(cohort, "") if cohort else "",
        "stuck": stuck_in(request.viewer, cohort, request.at) if cohort else None,
        "length_of": length_of,
    }
    return render(request, "provider/stuck.html", context)


def filter_form(request: Request) -> ProgressForm:
    """What the address narrows the list to."""
    groups = groups_studying(request.viewer)
    cohorts = {id: name for id, name, _ in groups.cohorts}
    return ProgressForm(request.GET, cohorts=cohorts, units=groups.units)


def _lines(rows: Iterator[ProgressRow]) -> Iterator[str]:
    """The file, some hundred lines at a time. It begins with a mark by which spreadsheets know its letters."""
    out = StringIO("\ufeff")
    out.seek(0, 2)
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number, row in enumerate(rows, 1):
        writer.writerow(
            (
                row.person,
                row.registration,
                _safe(row.full_name),
                _safe(row.course),
                _safe(row.cohort),
                row.minutes_done,
                row.minutes,
                row.percent,
                row.last_on or "",
                "" if row.weeks_silent is None else row.weeks_silent,
                _safe(row.unit),
            )
        )
        if number % LINES_AT_ONCE == 0:
            yield _taken(out)
    yield _taken(out)


def _taken(out: StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in set("=+-@\t\r") and text else text
