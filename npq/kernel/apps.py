from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "npq.kernel"
    label = "kernel"
