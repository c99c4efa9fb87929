"""Addresses of what responses of a window share."""

from django.urls import path

from npq.web.provider.alike import pages, talking

WINDOW = "provider/assessment/<uuid:window_id>/alike"
LOOK = f"{WINDOW}/<uuid:look_id>"

urlpatterns = [
    path(WINDOW, pages.alike, name="provider-alike"),
    path(LOOK, pages.look, name="provider-look"),
    path(f"{LOOK}/set-aside", pages.set_aside, name="provider-look-aside"),
    path(f"{LOOK}/again", pages.again, name="provider-look-again"),
    path(f"{LOOK}/hold", pages.hold, name="provider-look-hold"),
    path(f"{LOOK}/invite", talking.invite, name="provider-look-invite"),
    path(f"{LOOK}/conversation", talking.conversation, name="provider-look-talk"),
    path(f"{LOOK}/confirm", talking.confirm, name="provider-look-confirm"),
    path(f"{LOOK}/release", talking.release, name="provider-look-release"),
]
