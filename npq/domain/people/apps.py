from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "npq.domain.people"
    label = "people"
