"""Postal addresses, for voters without an e-mail address."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("voting", "0004_nominations"),
    ]

    operations = [
        migrations.AddField(
            model_name="voter",
            name="address",
            field=models.CharField(blank=True, default="", max_length=400),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="voter",
            name="postcode",
            field=models.CharField(blank=True, default="", max_length=16),
            preserve_default=False,
        ),
    ]
