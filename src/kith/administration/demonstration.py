"""The demonstration's areas with the people who work there: each made by the administration of the area, as a real one is."""

from datetime import datetime

from kith.access.identity import acting_as, service
from kith.organisations import services
from kith.organisations.models import Area


def establish_demonstration_areas(now: datetime) -> list[Area]:
    """Make the demonstration's areas, agencies, teams, hubs, practitioners and duty rota, or complete what is there.

    May be called again at any time: what exists is kept. Raises ``NotInDemonstration`` outside the demonstration.
    """
    areas = services.demonstration_areas()
    for area in areas:
        with acting_as(service("administration", area_id=area.pk, purpose="administration", why="demonstration"), now=now):
            services.furnish_demonstration_area(area)
    services.fill_duty_rota(around=now)
    return areas
