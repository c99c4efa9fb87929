"""Addresses of the account pages."""

from django.urls import path

from npq.web.participant.account import details, emails

urlpatterns = [
    path("account", details.account, name="account"),
    path("account/name", details.name, name="account-name"),
    path("account/date-of-birth", details.date_of_birth, name="account-date-of-birth"),
    path("account/teacher-reference-number", details.reference_number, name="account-reference-number"),
    path("account/email", emails.ask, name="account-email"),
    path("account/email/codes", emails.confirm, name="account-email-codes"),
    path("account/email/cancel", emails.cancel, name="account-email-cancel"),
]
