from django.apps import AppConfig


class StaffDeskConfig(AppConfig):
    name = "kith.staff_desk"
    label = "staff_desk"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_removed

        from kith.staff_desk.sign_in import forget_second_factor

        authenticator_removed.connect(forget_second_factor)
