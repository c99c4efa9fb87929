"""Addresses of the demonstration's own pages. Included only where settings.DEMONSTRATION is true."""

from django.urls import path

from npq.demo import clock_page, mailbox, personas

urlpatterns = [
    path("demonstration/sign-in", personas.personas, name="demonstration-sign-in"),
    path("demonstration/letters", mailbox.letters, name="demonstration-letters"),
    path("demonstration/letters/<int:number>", mailbox.letter, name="demonstration-letter"),
    path("demonstration/clock", clock_page.move_clock, name="demonstration-clock"),
]
