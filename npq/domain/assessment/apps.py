from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "npq.domain.assessment"
    label = "assessment"
