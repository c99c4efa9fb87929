"""Addresses of the lead provider's pages."""

from django.urls import path

from npq.web.provider import pages

urlpatterns = [
    path("provider", pages.registrations, name="provider-registrations"),
    path("provider/registrations/<uuid:registration_id>", pages.registration, name="provider-registration"),
    path("provider/registrations/<uuid:registration_id>/accept", pages.accept, name="provider-accept"),
    path("provider/registrations/<uuid:registration_id>/reject", pages.reject, name="provider-reject"),
]
