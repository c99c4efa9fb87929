from django.urls import path, re_path

from npq.api import answers
from npq.api.transport import endpoint, nothing
from npq.api.v3 import applications

urlpatterns = [
    re_path(r"^api/.*\.csv$", nothing(answers.no_such_format), name="api-csv"),
    path("api/v3/npq-applications", endpoint(GET=applications.index), name="api-applications"),
    path(
        "api/v3/npq-applications/<str:application_id>",
        endpoint(GET=applications.show),
        name="api-application",
    ),
    path(
        "api/v3/npq-applications/<str:application_id>/accept",
        endpoint(POST=applications.accept),
        name="api-application-accept",
    ),
    path(
        "api/v3/npq-applications/<str:application_id>/reject",
        endpoint(POST=applications.reject),
        name="api-application-reject",
    ),
    re_path(r"^api(?:/.*)?$", nothing(answers.not_found), name="api-unknown"),
]
