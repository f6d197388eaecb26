"""What was shown for the ground of a leave stands beside the decision."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0007_retention")]
    operations = [
        migrations.AddField(
            "leavepupil", "shown", models.CharField(blank=True, max_length=200)
        ),
    ]
