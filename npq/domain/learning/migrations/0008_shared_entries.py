import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0007_messages'),
    ]

    operations = [
        migrations.CreateModel(
            name='SharedEntry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('coach_name', models.CharField(max_length=128)),
                ('coach_email', models.EmailField(max_length=254)),
                ('shared_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('stopped_at', models.DateTimeField(null=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='learning.logentry')),
            ],
            options={
                'indexes': [models.Index(fields=['expires_at'], name='shared_entry_ends')],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('stopped_at__isnull', True)), fields=('entry', 'coach_email'), name='one_share_an_entry_and_coach'),
                    models.CheckConstraint(condition=models.Q(('coach_email', django.db.models.functions.text.Lower('coach_email'))), name='coach_email_in_lower_case'),
                    models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('shared_at'))), name='share_ends_after_it_begins'),
                ],
            },
        ),
    ]
