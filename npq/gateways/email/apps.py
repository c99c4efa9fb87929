from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "npq.gateways.email"
    label = "email"
