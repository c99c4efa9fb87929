"""Addresses of the demonstration's own pages. Included only where settings.DEMONSTRATION is true."""

from django.urls import path

from npq.demo import clock_page, personas

urlpatterns = [
    path("demonstration/sign-in", personas.personas, name="demonstration-sign-in"),
    path("demonstration/clock", clock_page.move_clock, name="demonstration-clock"),
]
