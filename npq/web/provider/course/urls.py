"""Addresses of the versions of courses, as a lead provider decides on them."""

from django.urls import path

from npq.web.provider.course import pages

urlpatterns = [
    path("provider/course", pages.versions, name="provider-versions"),
    path("provider/course/<uuid:version_id>", pages.version, name="provider-version"),
    path(
        "provider/course/<uuid:version_id>/take-up/<uuid:cohort_id>", pages.take_up, name="provider-take-up"
    ),
]
