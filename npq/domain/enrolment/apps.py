from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "npq.domain.enrolment"
    label = "enrolment"
