"""Addresses of the lead provider's pages."""

from django.urls import path

from npq.web.provider import pages, progress

urlpatterns = [
    path("provider", pages.registrations, name="provider-registrations"),
    path("provider/progress", progress.progress, name="provider-progress"),
    path("provider/progress.csv", progress.progress_file, name="provider-progress-file"),
    path("provider/progress/stuck", progress.stuck, name="provider-stuck"),
    path("provider/registrations/<uuid:registration_id>", pages.registration, name="provider-registration"),
    path("provider/registrations/<uuid:registration_id>/accept", pages.accept, name="provider-accept"),
    path("provider/registrations/<uuid:registration_id>/reject", pages.reject, name="provider-reject"),
]
