from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "npq.demo"
    label = "demo"
