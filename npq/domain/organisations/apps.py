from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "npq.domain.organisations"
    label = "organisations"
