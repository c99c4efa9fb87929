"""Addresses of a place."""

from django.urls import path

from npq.web.participant.place import pages

urlpatterns = [
    path("home/registrations/<uuid:registration_id>/place", pages.place, name="place"),
    path("home/registrations/<uuid:registration_id>/place/break", pages.take_break, name="place-break"),
    path(
        "home/registrations/<uuid:registration_id>/place/come-back", pages.come_back, name="place-come-back"
    ),
    path("home/registrations/<uuid:registration_id>/place/leave", pages.leave, name="place-leave"),
]
