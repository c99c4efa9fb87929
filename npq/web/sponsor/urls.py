"""Addresses of the sponsor's pages. The token in them is a signature over ids: nothing personal."""

from django.urls import path

from npq.web.sponsor import pages

urlpatterns = [
    path("approve/<str:token>", pages.approval, name="sponsor-approval"),
    path("approve/<str:token>/yes", pages.approve, name="sponsor-approve"),
    path("approve/<str:token>/no", pages.decline, name="sponsor-decline"),
    path("approve/<str:token>/emails", pages.allow_emails, name="sponsor-allow-emails"),
    path("approve/<str:token>/not-known", pages.disown, name="sponsor-disown"),
]
