"""Addresses of the pages for anyone."""

from django.urls import path

from npq.web.public import (
    assessment,
    calendar,
    counting,
    courses,
    interest,
    legal,
    schools,
    shared_log,
    start,
)

urlpatterns = [
    path("", start.show_start, name="start"),
    path("courses/<slug:qualification>", courses.show_course, name="course"),
    path(
        "courses/<slug:qualification>/for-your-line-manager", courses.show_line_manager, name="line-manager"
    ),
    path("courses/<slug:qualification>/providers", courses.show_providers, name="providers"),
    path("courses/<slug:qualification>/tell-me", interest.ask, name="interest"),
    path("courses/<slug:qualification>/tell-me/sent", interest.asked, name="interest-asked"),
    path(
        "courses/<slug:qualification>/tell-me/confirm/<str:token>", interest.confirm, name="interest-confirm"
    ),
    path("courses/<slug:qualification>/tell-me/stop/<str:token>", interest.stop, name="interest-stop"),
    path("shared-log/<str:token>", shared_log.shared_entry, name="shared-entry"),
    path("calendar/<str:key>.ics", calendar.show_calendar, name="calendar"),
    path(
        "assessment/provider/<uuid:lead_provider_id>", assessment.show_assessment, name="provider-assessment"
    ),
    path("how-words-are-counted", counting.how_words_are_counted, name="how-words-are-counted"),
    path("schools/suggest", schools.suggest_schools, name="suggest-schools"),
    path("privacy", legal.privacy, name="privacy-notice"),
    path("cookies", legal.cookies, name="cookies"),
    path("accessibility", legal.accessibility, name="accessibility-statement"),
    path("contact", legal.contact, name="contact"),
]
