from django.db import migrations

from kith.access.policies import Guard, of_family


class Migration(migrations.Migration):
    dependencies = [("family_help", "0003_moves")]
    operations = [
        Guard("family_help_modelmove", of_family("episode"), family=True, append_only=True, history=False),
        migrations.RunSQL(
            "alter table family_help_modelmove add constraint family_help_modelmove_of_episode"
            " foreign key (episode_id, family_id) references family_help_episode (id, family_id)",
            "alter table family_help_modelmove drop constraint family_help_modelmove_of_episode",
        ),
    ]
