"""Addresses of what a lead provider records of the training in a place."""

from django.urls import path

from npq.web.provider.training import pages

PLACE = "provider/registrations/<uuid:registration_id>"

urlpatterns = [
    path(f"{PLACE}/break", pages.record_break, name="provider-break"),
    path(f"{PLACE}/bring-back", pages.bring_back, name="provider-bring-back"),
    path(f"{PLACE}/withdraw", pages.withdraw, name="provider-withdraw"),
]
