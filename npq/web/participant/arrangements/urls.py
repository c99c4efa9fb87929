"""Addresses of one's own access arrangements."""

from django.urls import path

from npq.web.participant.arrangements import pages

urlpatterns = [
    path("assessment/access", pages.own, name="access"),
    path("assessment/access/<uuid:registration_id>/ask", pages.ask, name="access-ask"),
    path("assessment/access/<uuid:registration_id>/withdraw", pages.withdraw, name="access-withdraw"),
]
