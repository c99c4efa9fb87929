"""Addresses of the assessment and of a sitting."""

from django.urls import path

from npq.web.participant.sitting import hold, pages

urlpatterns = [
    path("assessment", pages.assessment, name="assessment"),
    path("assessment/enter/<uuid:registration_id>/<uuid:window_id>", pages.enter, name="enter-window"),
    path("assessment/<uuid:sitting_id>", pages.sitting, name="sitting"),
    path("assessment/<uuid:sitting_id>/open", pages.open_the_case, name="open-case"),
    path("assessment/<uuid:sitting_id>/case", pages.case, name="sitting-case"),
    path("assessment/<uuid:sitting_id>/conversation", hold.hold, name="sitting-hold"),
    path("assessment/<uuid:sitting_id>/move", pages.move, name="move-sitting"),
]
