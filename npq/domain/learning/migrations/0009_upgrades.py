import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from npq.kernel.append_only import revoke_rights

# Whoever has done enough by now has done it by the day they last studied.
NOTE_WHAT_IS_ENOUGH = """
    UPDATE learning_study SET enough_at = last_at
    WHERE enough_at IS NULL AND minutes > 0 AND minutes_done * 100 >= 90 * minutes
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0001_initial'),
        ('enrolment', '0002_training'),
        ('learning', '0008_shared_entries'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AssessmentPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=100)),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
                ('cohort', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.cohort')),
                ('qualification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.qualification')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('qualification', 'key'), name='one_assessment_period_a_key'), models.CheckConstraint(condition=models.Q(('closes_at__gte', models.F('opens_at'))), name='assessment_closes_after_it_opens')],
            },
        ),
        migrations.CreateModel(
            name='CourseTakeUp',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('taken_up_at', models.DateTimeField()),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.cohort')),
                ('lead_provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.leadprovider')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.courseversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('lead_provider', 'cohort', 'version'), name='a_version_is_taken_up_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coursetakeup',
            trigger=pgtrigger.compiler.Trigger(name='course_take_up_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b485124bfd94842b7ee17065aa4e913efa338a67', operation='UPDATE OR DELETE', pgid='pgtrigger_course_take_up_append_only_432c2', table='learning_coursetakeup', when='BEFORE')),
        ),
        revoke_rights("learning_coursetakeup"),
        migrations.CreateModel(
            name='StudyChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('change', models.CharField(choices=[('material', 'material'), ('assessment', 'assessment')], max_length=12)),
                ('moved_at', models.DateTimeField()),
                ('added', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('rewritten', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('marked', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('removed', models.PositiveSmallIntegerField(default=0)),
                ('minutes', models.SmallIntegerField(default=0)),
                ('seen_at', models.DateTimeField(null=True)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.study')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.courseversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('study', 'version'), name='a_study_comes_to_a_version_once'), models.CheckConstraint(condition=models.Q(('change__in', ['material', 'assessment'])), name='study_change_kind')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='study',
            name='last_page_and_when',
        ),
        migrations.AddConstraint(
            model_name='study',
            constraint=models.CheckConstraint(condition=models.Q(('last_page__isnull', True), ('last_at__isnull', False), _connector='OR'), name='a_last_page_and_when'),
        ),
        migrations.AddField(
            model_name='study',
            name='enough_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(NOTE_WHAT_IS_ENOUGH, migrations.RunSQL.noop, elidable=True),
    ]
