"""Addresses of the access arrangements of a lead provider's participants."""

from django.urls import path

from npq.web.provider.arrangements import pages

ACCESS = "provider/assessment/access"
ONE = f"{ACCESS}/<uuid:registration_id>"

urlpatterns = [
    path(ACCESS, pages.everybody, name="provider-access"),
    path(ONE, pages.agree, name="provider-access-of"),
    path(f"{ONE}/end", pages.end, name="provider-access-end"),
    path(f"{ONE}/decline", pages.decline, name="provider-access-decline"),
]
