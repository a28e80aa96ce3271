"""Which agency and area an OAuth2 application of the API acts for."""

from django.db import models

from kith.kernel.ids import uuid7
from kith.organisations.models import Agency, Area


class Client(models.Model):
    """An API client: one system of one agency, sending into one area. Leads to no person.

    ``oauth_client_id`` is the ``client_id`` of its OAuth2 application. It is kept as text because the application's model can be
    exchanged by a setting, and a foreign key would make every migration depend on that setting.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    oauth_client_id = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=160)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="api_clients")
    area = models.ForeignKey(Area, models.PROTECT, related_name="api_clients")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
