from django.apps import AppConfig


class SignInConfig(AppConfig):
    name = "npq.gateways.sign_in"
    label = "sign_in"
