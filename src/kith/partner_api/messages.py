"""What a person reads when a constraint of this room refuses."""

MESSAGES = {"partner_api_client_oauth_client_id_key": "There is a client with this id already. Make it again."}
