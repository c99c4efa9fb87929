from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "npq.domain.learning"
    label = "learning"
