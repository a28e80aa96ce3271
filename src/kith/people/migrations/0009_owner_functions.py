from django.db import migrations

# Not access_records_of: only functions of the owner ask it.
GRANTS = """
grant execute on function access_hidden_people() to kith_app;
grant execute on function access_people_without_addresses() to kith_app;
grant execute on function access_granted_people() to kith_app;
grant execute on function people_write_keys(uuid[], int[], bigint[]) to kith_app;
grant execute on function people_write_words(text[], text[], int[], boolean) to kith_app;
grant execute on function people_forget_keys() to kith_app;
grant execute on function people_candidates(int[], bigint[], int, int, float) to kith_app;
grant execute on function people_bearing(int[], bigint[], int, int) to kith_app;
grant execute on function people_restricted_match(text[], bigint[]) to kith_app;
grant execute on function people_restricted_elsewhere(uuid[], uuid) to kith_app;
grant execute on function people_count_rows() to kith_app;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0008_history_of_lists"), ("access", "0006_owner_functions")]
    operations = [migrations.RunSQL(GRANTS, migrations.RunSQL.noop)]
