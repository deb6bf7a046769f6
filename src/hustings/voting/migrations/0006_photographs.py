"""Candidates' photographs."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("voting", "0005_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name="Photograph",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.BinaryField(default=b"")),
                ("sha256", models.BinaryField(default=b"", max_length=32)),
                ("texts", models.JSONField(default=dict)),
                ("hash", models.BinaryField(db_index=True, default=b"", max_length=32)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "nominee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photograph",
                        to="voting.nominee",
                    ),
                ),
            ],
            options={
                "db_table": "photograph",
            },
        ),
    ]
