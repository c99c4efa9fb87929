from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "npq.web.shared"
    label = "shared"
