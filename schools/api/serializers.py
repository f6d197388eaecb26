"""Pupils as other programs read them; what the reader may not see is null."""

from rest_framework import serializers


class PupilSerializer(serializers.Serializer[object]):
    """A pupil as a list has them."""

    id = serializers.IntegerField()
    name = serializers.CharField(help_text="Known first name and last name.")
    admission_number = serializers.CharField()
    date_of_birth = serializers.DateField()
    is_on_roll = serializers.BooleanField()
    year_group = serializers.IntegerField(
        allow_null=True, help_text="National curriculum year; Reception is 0."
    )
    group = serializers.IntegerField(allow_null=True, source="group_id")
    group_name = serializers.CharField(allow_null=True)
    is_registered = serializers.BooleanField(
        help_text="Whether a register asks for the pupil."
    )


class EnrolmentSerializer(serializers.Serializer[object]):
    """A time on the roll, from its first day to its last."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    first_day = serializers.DateField()
    last_day = serializers.DateField(allow_null=True)


class FlagSerializer(serializers.Serializer[object]):
    """A flag that the reader may see."""

    kind = serializers.CharField()
    words = serializers.CharField()
    first_day = serializers.DateField()
    last_day = serializers.DateField(allow_null=True)


class ContactSerializer(serializers.Serializer[object]):
    """An adult, with the ways that are open and no other."""

    name = serializers.CharField()
    relationship = serializers.CharField()
    priority = serializers.IntegerField()
    has_parental_responsibility = serializers.BooleanField()
    lives_with_pupil = serializers.BooleanField()
    may_collect = serializers.BooleanField()
    channels = serializers.ListField(child=serializers.CharField())
    restriction = serializers.CharField(allow_blank=True)
    numbers = serializers.ListField(
        child=serializers.CharField(),
        help_text="E.164; empty where the adult may be neither rung nor texted.",
    )


class PupilDetailSerializer(PupilSerializer):
    """A pupil's record as far as the reader may see it."""

    first_name = serializers.CharField()
    last_name = serializers.CharField()
    known_as = serializers.CharField(allow_blank=True)
    sex = serializers.CharField()
    allergies = serializers.CharField(allow_blank=True)
    care_plan = serializers.CharField(allow_blank=True)
    upn = serializers.CharField(allow_null=True)
    enrolments = EnrolmentSerializer(many=True)
    flags = FlagSerializer(many=True)
    contacts = ContactSerializer(many=True, allow_null=True)
