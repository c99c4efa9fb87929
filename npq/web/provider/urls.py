"""Addresses of the lead provider's pages."""

from django.urls import path

from npq.web.provider import messages, pages, progress

urlpatterns = [
    path("provider", pages.registrations, name="provider-registrations"),
    path("provider/messages", messages.messages, name="provider-messages"),
    path("provider/messages/new", messages.write, name="provider-write"),
    path("provider/messages/new/change", messages.change, name="provider-write-change"),
    path("provider/messages/new/send", messages.send, name="provider-write-send"),
    path("provider/messages/<uuid:message_id>", messages.message, name="provider-message"),
    path("provider/progress", progress.progress, name="provider-progress"),
    path("provider/progress.csv", progress.progress_file, name="provider-progress-file"),
    path("provider/progress/stuck", progress.stuck, name="provider-stuck"),
    path("provider/registrations/<uuid:registration_id>", pages.registration, name="provider-registration"),
    path("provider/registrations/<uuid:registration_id>/accept", pages.accept, name="provider-accept"),
    path("provider/registrations/<uuid:registration_id>/reject", pages.reject, name="provider-reject"),
]
