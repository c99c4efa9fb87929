from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "npq.domain.funding"
    label = "funding"
