"""Addresses of the assessment windows of a lead provider."""

from django.urls import path

from npq.web.provider.windows import pages

urlpatterns = [
    path("provider/assessment", pages.windows, name="provider-windows"),
    path("provider/assessment/new", pages.make, name="provider-window-new"),
    path("provider/assessment/<uuid:window_id>", pages.window, name="provider-window"),
    path("provider/assessment/<uuid:window_id>/<uuid:sitting_id>", pages.extend, name="provider-extend"),
]
