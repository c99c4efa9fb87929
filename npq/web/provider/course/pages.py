"""Which version of a course each cohort follows, what a later one would change, and taking it up."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.learning.operations.upgrading import take_up_version
from npq.domain.learning.queries.upgrading import course_standings, version_preview
from npq.web.provider.course import words
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render


@page(Audience.PROVIDER, methods=READING)
def versions(request: Request) -> HttpResponse:
    """Who follows which version, cohort by cohort."""
    context = {"courses": course_standings(request.viewer, request.at), "words": words}
    return render(request, "provider/course/versions.html", context)


@page(Audience.PROVIDER, methods=READING)
def version(request: Request, version_id: UUID) -> HttpResponse:
    """What one version would change for those who are not that far, and the buttons that take it up."""
    found = version_preview(request.viewer, version_id, request.at)
    return render(request, "provider/course/version.html", {"found": found, "words": words})


@page(Audience.PROVIDER, methods=frozenset({"POST"}))
def take_up(request: Request, version_id: UUID, cohort_id: UUID) -> HttpResponse:
    """Takes the version up for one cohort."""
    take_up_version(by=request.viewer, at=request.at, version_id=version_id, cohort_id=cohort_id)
    return redirect("provider-version", version_id=version_id)
