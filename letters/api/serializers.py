"""What the interface for programs says of letters."""

from rest_framework import serializers

from letters.models import Letter
from letters.states import Status


class LetterSerializer(serializers.Serializer[Letter]):
    """One letter: to whom, about whom, why, and how it stands. Its words are the PDF."""

    id = serializers.IntegerField()
    pupil = serializers.IntegerField(source="pupil_id")
    kind = serializers.CharField()
    cause = serializers.CharField(
        help_text="Nobody has two letters of a kind for the same cause."
    )
    reason = serializers.CharField()
    addressee = serializers.CharField()
    channel = serializers.ChoiceField(choices=Letter.Channel.choices)
    language = serializers.CharField()
    class_name = serializers.CharField()
    made_at = serializers.DateTimeField()
    status = serializers.CharField(
        help_text=f"One of: {', '.join(status.value for status in Status)}."
    )
    supersedes = serializers.IntegerField(source="supersedes_id", allow_null=True)
