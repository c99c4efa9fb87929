from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "npq.domain.catalogue"
    label = "catalogue"
