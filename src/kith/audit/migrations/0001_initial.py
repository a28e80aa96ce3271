import django.contrib.postgres.fields
import django.db.models.deletion
import kith.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(choices=[('open', 'Opened'), ('print', 'Printed'), ('download', 'Downloaded'), ('export', 'Exported'), ('list', 'Listed'), ('search', 'Searched'), ('api', 'Read by API'), ('refused', 'Refused')], max_length=10)),
                ('actor_kind', models.CharField(max_length=20)),
                ('actor', models.CharField(max_length=80)),
                ('agency_id', models.UUIDField(null=True)),
                ('purpose', models.CharField(max_length=60)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('page', models.CharField(max_length=120)),
                ('family_id', models.UUIDField(null=True)),
                ('person_id', models.UUIDField(null=True)),
                ('asked', models.JSONField(default=dict, help_text='What a search or list asked for')),
                ('shown', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.area')),
            ],
            options={
                'indexes': [models.Index(fields=['family_id', 'at'], name='audit_look_family'), models.Index(fields=['person_id', 'at'], name='audit_look_person'), models.Index(fields=['area', 'at'], name='audit_look_area')],
            },
        ),
    ]
