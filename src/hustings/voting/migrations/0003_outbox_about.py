"""Mails to observers say which heads they bring."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("voting", "0002_outbox_by_kind"),
    ]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="about",
            field=models.CharField(blank=True, default="", max_length=8),
            preserve_default=False,
        ),
    ]
