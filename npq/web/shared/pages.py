"""What a page is given and what it gives back."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template import loader

from npq.kernel.viewer import Viewer
from npq.web.shared.forms import Form
from npq.web.shared.navigation import navigation

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
    context["navigation"] = navigation(request)
    context["demonstration"] = settings.DEMONSTRATION
    response = HttpResponse(loader.render_to_string(template, context, request), status=status)
    response["Cache-Control"] = "no-store" if context["navigation"].sign_out else "no-cache"
    return response


def redirect(to: str, **parts: object) -> HttpResponseRedirect:
    """Sends the browser on with a GET: `to` is the name of a page, or a path of ours with a leading slash."""
    response = HttpResponseRedirect(resolve_url(to, **parts))
    response.status_code = SEE_OTHER
    return response
