"""A study plan as a calendar that calendar programs subscribe to. The key in its address is all they need."""

from datetime import date, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from icalendar import Calendar, Event

from npq.domain.learning.queries.plan import Feed, feed_of
from npq.domain.learning.rules.plan import Piece, Week
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.caching import unless_unchanged
from npq.web.shared.pages import Request
from npq.web.shared.school_terms import school_terms

LOOK_AGAIN = timedelta(hours=12)


@page(Audience.PUBLIC, methods=READING)
def show_calendar(request: Request, key: str) -> HttpResponse:
    """The weeks of one plan, with nobody's name. A key that was stopped is as one that never was: not found."""
    feed = feed_of(key, request.at, school_terms())
    response = HttpResponse(_calendar(feed).to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="study-plan.ics"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return unless_unchanged(request, response)


def _calendar(feed: Feed) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//NPQ//Study plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{settings.SERVICE_NAME}: study plan")
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for week in feed.planned.plan.weeks:
        calendar.add_component(_event(feed, week))
    # Written out for programs that do not know London by name, for the years the plan is about.
    days = [week.day for week in feed.planned.plan.weeks] or [feed.planned.plan.monday]
    calendar.add_missing_timezones(date(days[0].year - 1, 1, 1), date(days[-1].year + 2, 1, 1))
    return calendar


def _event(feed: Feed, week: Week) -> Event:
    begins, ends = feed.planned.row.session(week)
    event = Event()
    event.add("uid", feed.uid(week))
    event.add("dtstamp", feed.stamp)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", f"Study: {', '.join(piece.title for piece in week.pieces)}")
    event.add("description", "\n".join(_line(piece) for piece in week.pieces))
    event.add("url", settings.BASE_URL.rstrip("/") + reverse("studies"))
    return event


def _line(piece: Piece) -> str:
    return f"{piece.title}: {piece.minutes} minutes{', goes on in a later week' if piece.goes_on else ''}"
