import django.contrib.postgres.fields
import django.db.models.deletion
import kith.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=120)),
                ('mode', models.CharField(choices=[('pathfinder', 'Pathfinder'), ('non_pathfinder', 'Not a pathfinder')], default='pathfinder', max_length=20)),
                ('la_code', models.CharField(blank=True, help_text='Three-digit DfE code of the local authority', max_length=3)),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('id', models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('is_staff', models.BooleanField(default=False)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('childrens_services', "Children's services"), ('health', 'Health'), ('police', 'Police'), ('education', 'Education'), ('housing', 'Housing'), ('adult_social_care', 'Adult social care'), ('probation', 'Probation'), ('voluntary', 'Voluntary and community'), ('other', 'Other')], max_length=30)),
                ('areas', models.ManyToManyField(related_name='agencies', to='organisations.area')),
            ],
        ),
        migrations.CreateModel(
            name='DemonstrationClock',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('offset', models.DurationField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='organisations_demonstration_clock_single')],
            },
        ),
        migrations.CreateModel(
            name='Practitioner',
            fields=[
                ('id', models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=160)),
                ('profession', models.CharField(choices=[('social_worker', 'Social worker'), ('family_worker', 'Family worker'), ('school_nurse', 'School nurse'), ('health_visitor', 'Health visitor'), ('youth_worker', 'Youth worker'), ('police_officer', 'Police officer'), ('teacher', 'Teacher'), ('early_years', 'Early years practitioner'), ('other', 'Other')], max_length=30)),
                ('registration', models.CharField(blank=True, help_text='Social Work England or other registration number', max_length=40)),
                ('telephone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='practitioners', to='organisations.agency')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='practitioner', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Capability',
            fields=[
                ('id', models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60)),
                ('evidence', models.TextField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.area')),
                ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='capabilities', to='organisations.practitioner')),
            ],
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField()),
                ('name', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('front_door', 'Front door'), ('family_help', 'Family Help team'), ('child_protection', 'Multi-agency child protection team'), ('out_of_hours', 'Out-of-hours team'), ('hub', 'Hub'), ('other', 'Other')], max_length=30)),
                ('locality', models.CharField(blank=True, max_length=120)),
                ('telephone', models.CharField(blank=True, max_length=40)),
                ('expected_disciplines', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='organisations.area')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('area', 'slug'), name='organisations_team_slug_in_area')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('front_door', 'Front door worker'), ('out_of_hours', 'Out-of-hours social worker'), ('duty_worker', 'Duty worker'), ('lead_practitioner', 'Family Help Lead Practitioner'), ('senior_social_worker', 'Senior social worker'), ('team_manager', 'Team manager'), ('lead_child_protection', 'Lead Child Protection Practitioner'), ('hub_partner', 'Hub partner'), ('partner_lead', 'Lead practitioner in a partner agency'), ('business_support', 'Business support'), ('family_group_coordinator', 'Family group coordinator'), ('finance_officer', 'Finance officer'), ('returns_officer', 'Returns officer'), ('records_officer', 'Records officer'), ('programme_lead', 'Programme lead'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=40)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='organisations.area')),
                ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='organisations.practitioner')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='organisations.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('practitioner', 'area', 'role', 'starts_on'), name='organisations_membership_once'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='organisations_membership_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='DutyTurn',
            fields=[
                ('id', models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.area')),
                ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duty_turns', to='organisations.practitioner')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duty_turns', to='organisations.team')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='organisations_duty_turn_ends_after_start')],
            },
        ),
    ]
