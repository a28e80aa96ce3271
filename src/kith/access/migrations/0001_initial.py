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
            name='Restriction',
            fields=[
                ('id', models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('family_id', models.UUIDField(db_index=True)),
                ('reason', models.TextField()),
                ('elsewhere', models.CharField(choices=[('hidden', 'Hidden there too'), ('without_addresses', 'Shown there without addresses')], default='hidden', max_length=20)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.area')),
                ('owner', models.ForeignKey(help_text='Who to ask for sight', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.practitioner')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_at__isnull', True)), fields=('family_id',), name='access_one_restriction_per_family')],
            },
        ),
        migrations.CreateModel(
            name='RestrictionMember',
            fields=[
                ('id', models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='organisations.practitioner')),
                ('restriction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='access.restriction')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('restriction', 'practitioner'), name='access_restriction_member_once')],
            },
        ),
        migrations.CreateModel(
            name='Sight',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('holder', models.CharField(max_length=60)),
                ('part', models.CharField(max_length=30)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('holder', 'part'), name='access_sight_once')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('family_id', models.UUIDField(db_index=True)),
                ('parts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None)),
                ('reason', models.TextField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.area')),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.practitioner')),
                ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='organisations.practitioner')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='access_grant_ends_after_start')],
            },
        ),
    ]
