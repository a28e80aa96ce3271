from typing import Any

from django.db import migrations


def forget_readable_tokens(apps: Any, schema_editor: Any) -> None:
    """Remove tokens that were kept as they are. A client whose token is gone asks for another, as it does every hour."""
    apps.get_model("oauth2_provider", "AccessToken").objects.exclude(token="").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("partner_api", "0001_initial"),
        ("oauth2_provider", "0022_refreshtoken_token_family_index"),
    ]

    operations = [migrations.RunPython(forget_readable_tokens, migrations.RunPython.noop)]
