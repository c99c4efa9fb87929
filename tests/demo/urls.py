"""Every address of a demonstration."""

from django.urls import include, path

from npq.config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*urlpatterns, path("", include("npq.demo.urls"))]
