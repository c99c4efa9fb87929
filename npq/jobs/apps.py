from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "npq.jobs"
    label = "jobs"
