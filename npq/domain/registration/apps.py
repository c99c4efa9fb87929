from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    name = "npq.domain.registration"
    label = "registration"
