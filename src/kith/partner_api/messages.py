"""What a person reads when a constraint of this room refuses."""

from kith.kernel.constraints import explain


def register() -> None:
    """Tell the kernel the words for each constraint."""
    explain({"partner_api_client_oauth_client_id_key": "There is a client with this id already. Make it again."})
