"""Who asks, and when."""

from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from npq.kernel import clock as kernel_clock
from npq.kernel.viewer import Viewer, ViewerKind
from npq.web.shared import middleware
from npq.web.shared.middleware import MomentAndViewer


class Anonymous:
    is_authenticated = False


def answered(request, view) -> HttpResponse:
    request.user = Anonymous()
    return MomentAndViewer(view)(request)


def test_the_moment_is_read_once_and_stays(clock):
    seen = []

    def view(request) -> HttpResponse:
        seen.append(request.at)
        clock.move(days=1)
        seen.append(request.at)
        return HttpResponse()

    answered(RequestFactory().get("/"), view)
    assert seen == [seen[0]] * 2
    assert seen[0] < kernel_clock.now()
    assert seen[0].tzinfo is UTC or seen[0].utcoffset() == datetime.now(UTC).utcoffset()


def test_an_anonymous_request_has_a_visitor(clock):
    def view(request) -> HttpResponse:
        assert request.viewer == Viewer.visitor()
        assert request.viewer.kind is ViewerKind.VISITOR
        return HttpResponse()

    answered(RequestFactory().get("/"), view)


def test_nobody_is_asked_for_where_the_page_does_not_want_to_know(clock, monkeypatch):
    monkeypatch.setattr(middleware, "_viewer", lambda request: pytest.fail("asked"))
    answered(RequestFactory().get("/"), lambda request: HttpResponse())


def test_the_viewer_is_asked_for_once(clock, monkeypatch):
    asked = []
    monkeypatch.setattr(middleware, "_viewer", lambda request: asked.append(1) or Viewer.visitor())

    def view(request) -> HttpResponse:
        assert request.viewer.kind is request.viewer.kind
        return HttpResponse()

    answered(RequestFactory().get("/"), view)
    assert len(asked) == 1


def test_browsers_are_told_that_nothing_here_spies(visit):
    header = visit.get("/form")["Permissions-Policy"]
    assert "camera=()" in header
    assert "geolocation=()" in header


def test_search_engines_pass_the_demonstration_by(visit, settings):
    assert "X-Robots-Tag" not in visit.get("/form")
    settings.DEMONSTRATION = True
    assert visit.get("/form")["X-Robots-Tag"] == "noindex"
