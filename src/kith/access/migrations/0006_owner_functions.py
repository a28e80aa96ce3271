from django.db import migrations

# From now on a new function is nobody's until it is granted by name. What stands, and what libraries make, is sealed after every
# migration (access.owner_functions).
NOBODY_BY_DEFAULT = "alter default privileges revoke execute on functions from public"
GRANTS = """
grant execute on function access_begin(text, text, uuid, text, timestamptz, text) to kith_app;
grant execute on function access_hidden_families() to kith_app;
grant execute on function access_granted(text) to kith_app;
"""


class Migration(migrations.Migration):
    """A function that runs as the owner is called by the roles named only, and finds only what it names."""

    dependencies = [("access", "0005_begin")]
    operations = [
        migrations.RunSQL(NOBODY_BY_DEFAULT, "alter default privileges grant execute on functions to public"),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
