from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "npq.domain.engagement"
    label = "engagement"
