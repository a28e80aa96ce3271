from django.apps import AppConfig


class StaffDeskConfig(AppConfig):
    name = "kith.staff_desk"
    label = "staff_desk"
