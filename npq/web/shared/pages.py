"""What a page is given and what it gives back."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template import loader

from npq.kernel.viewer import Viewer, ViewerKind
from npq.web.shared.forms import Form

SEE_OTHER = 303


class Request(HttpRequest):
    """A request as pages see it: `at` is its moment (aware, UTC), `viewer` who asks. Set by MomentAndViewer."""

    at: datetime
    viewer: Viewer


def render(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page made from a template, such as "public/course.html". Its forms' errors are told in its title."""
    context = dict(context or {})
    context["has_errors"] = any(isinstance(value, Form) and value.has_errors for value in context.values())
    context["signed_in"] = _signed_in(request)
    response = HttpResponse(loader.render_to_string(template, context, request), status=status)
    response["Cache-Control"] = "no-store" if context["signed_in"] else "no-cache"
    return response


def redirect(to: str, **parts: object) -> HttpResponseRedirect:
    """An answer that sends the browser on with a GET: `to` is the name of a page, or a path of ours with a leading slash."""
    response = HttpResponseRedirect(resolve_url(to, **parts))
    response.status_code = SEE_OTHER
    return response


def _signed_in(request: HttpRequest) -> bool:
    """Whether to offer the way out or the way in; a request that failed before anyone asked who it is has no viewer."""
    viewer = getattr(request, "viewer", None)
    return viewer is not None and viewer.kind is ViewerKind.PERSON
