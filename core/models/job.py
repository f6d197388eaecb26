"""What a job did, for the people who answer for it."""

from django.db import models


class JobRun(models.Model):
    """One run of a job for a moment, and what came of it."""

    name = models.CharField(max_length=80)
    school_id = models.IntegerField(null=True)
    moment = models.DateTimeField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    made = models.IntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["name", "-started_at"], name="jobrun_by_name")]
