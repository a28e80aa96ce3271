"""A first draft of an area's own model: what it must say before the area is live, and nothing that nobody has stated. Pure."""

from datetime import date

_HEAD = """# {name}: a first draft, laid over the national model. What is not here is as the national model says.
# "unset" means that nobody has stated it. Before the area can be taken live, fill what stands under "Needed to go live".
# State for each element how far it has come (status), where it comes from (source) and how binding it is (binding).

schema = 1
slug = "{slug}"
name = "{name}"
version = "1"
extends = "national"
"""

_NOT_A_PATHFINDER = """
[settings.mode]
value = "non_pathfinder"
status = "live"
rows = ["V-37"]
source = "{name}"
binding = "local"
"""

_NEEDED = """
# --- Needed to go live ---

# Forms and receipts show it beside 999. For example "01632 960123".
[settings.out_of_hours_number]
value = "unset"
status = "proposed"
rows = ["B-09", "X-37"]
source = "Not stated yet"
binding = "local"

# When the front door is staffed: "always", or for example
# hours = {{ monday = [08:45:00, 17:00:00], tuesday = [08:45:00, 17:00:00] }}
[channels.front_door]
hours = "unset"
status = "proposed"
rows = ["V-02"]
source = "Not stated yet"
binding = "local"
"""

_CAP = """
# The most children that one lead child protection practitioner holds. A whole number, such as 12.
[settings.lead_child_protection_caseload]
value = "unset"
status = "proposed"
rows = ["D-08", "Q-22"]
source = "Not stated yet"
binding = "local"
"""

_EXAMPLES = """
# --- Cases with a known answer: add one for each rule of your own ---

[[examples]]
name = "A request that names no way in enters the front door"
rows = ["V-02"]
ask = "channel"
given = {{ slug = "front_door", on = {today} }}
expect = {{ in_force = true, queue = "front_door" }}
"""


def first_draft(*, slug: str, name: str, pathfinder: bool, today: date) -> str:
    """Return the text of a first draft for an area: it is accepted as it stands, and can be published before it is filled."""
    parts = [
        _HEAD,
        "" if pathfinder else _NOT_A_PATHFINDER,
        _NEEDED,
        _CAP if pathfinder else "",
        _EXAMPLES,
    ]
    said = name.replace("\\", "").replace('"', "’")
    return "".join(part.format(slug=slug, name=said, today=today.isoformat()) for part in parts)
