"""Addresses of the participant's pages."""

from django.urls import path

from npq.web.participant import home
from npq.web.participant.register import pages as register

urlpatterns = [
    path("home", home.home, name="home"),
    path("home/registrations/<uuid:registration_id>", home.registration, name="registration"),
    path("home/registrations/<uuid:registration_id>/withdraw", home.withdraw, name="withdraw-registration"),
    path("home/registrations/<uuid:registration_id>/sponsor", home.sponsor, name="change-sponsor"),
    path("home/registrations/<uuid:registration_id>/sponsor/send-again", home.resend, name="resend-request"),
    path("home/registrations/<uuid:registration_id>/change", register.begin_change, name="begin-change"),
    path(
        "home/registrations/<uuid:registration_id>/change/<slug:name>",
        register.change_question,
        name="change-question",
    ),
    path("register", register.register, name="register"),
    path("register/drafts/<uuid:draft_id>/delete", register.discard, name="discard-draft"),
    path("register/<slug:name>", register.register_question, name="register-question"),
]
