"""Every address of the service, audience by audience."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("npq.web.participant.urls")),
    path("", include("npq.web.participant.account.urls")),
    path("", include("npq.web.participant.study.urls")),
    path("", include("npq.web.participant.place.urls")),
    path("", include("npq.web.participant.arrangements.urls")),
    path("", include("npq.web.participant.sitting.urls")),
    path("", include("npq.web.participant.writing.urls")),
    path("", include("npq.web.sponsor.urls")),
    path("", include("npq.web.public.urls")),
    path("", include("npq.web.public.sign_in.urls")),
    path("", include("npq.web.provider.urls")),
    path("", include("npq.web.provider.training.urls")),
    path("", include("npq.web.provider.course.urls")),
    path("", include("npq.web.provider.arrangements.urls")),
    path("", include("npq.web.provider.windows.urls")),
    path("", include("npq.web.provider.alike.urls")),
    path("", include("npq.web.department.urls")),
    path("", include("npq.api.urls")),
]

if settings.DEMONSTRATION:
    urlpatterns.append(path("", include("npq.demo.urls")))

handler400 = "npq.config.errors.bad_request"
handler403 = "npq.web.shared.errors.not_allowed"
handler404 = "npq.web.shared.errors.not_found"
handler500 = "npq.config.errors.went_wrong"
