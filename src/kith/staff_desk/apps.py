from django.apps import AppConfig


class StaffDeskConfig(AppConfig):
    name = "kith.staff_desk"
    label = "staff_desk"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_removed  # noqa: PLC0415  models are not ready when apps are

        from kith.staff_desk.sign_in import forget_second_factor  # noqa: PLC0415  as above

        authenticator_removed.connect(forget_second_factor)
