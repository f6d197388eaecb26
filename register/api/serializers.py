"""What the interface for programs sends and takes."""

from rest_framework import serializers

from register.rules.windows import RegisterStatus
from register.selectors.registers import SESSIONS

STATUSES = [(status.value, status.value) for status in RegisterStatus]
STATES = [(word, word) for word in ("saved", "conflict", "refused")]
LONGEST = 200
MOST_ITEMS = 500
MOST_MINUTES = 600


class StaffSerializer(serializers.Serializer[object]):
    """Somebody as the ledger prints them."""

    name = serializers.CharField()
    position = serializers.CharField()


class StandingSerializer(serializers.Serializer[object]):
    """How one register of a day stands."""

    group = serializers.IntegerField()
    name = serializers.CharField(help_text="The class.")
    day = serializers.DateField()
    session = serializers.ChoiceField(choices=[(name, name) for name in SESSIONS])
    status = serializers.ChoiceField(
        choices=STATUSES, allow_null=True, help_text="Null where no times are entered."
    )
    opens = serializers.TimeField(allow_null=True, help_text="Times are London's.")
    closes = serializers.TimeField(allow_null=True)
    ends = serializers.TimeField(allow_null=True)
    open_again_until = serializers.DateTimeField(allow_null=True)
    pupils = serializers.IntegerField()
    marked = serializers.IntegerField()
    taken_at = serializers.DateTimeField(allow_null=True)
    taken_by = StaffSerializer(allow_null=True)


class MarkSerializer(serializers.Serializer[object]):
    """A pupil of a register with the mark that stands, if there is one."""

    enrolment = serializers.IntegerField()
    pupil = serializers.IntegerField()
    name = serializers.CharField()
    code = serializers.CharField(allow_null=True)
    version = serializers.IntegerField(help_text="0 where nothing was ever entered.")
    minutes_late = serializers.IntegerField(allow_null=True)
    at = serializers.DateTimeField(allow_null=True)
    by = StaffSerializer(allow_null=True)


class RegisterSerializer(StandingSerializer):
    """A register with its pupils."""

    marks = MarkSerializer(many=True)


class EntrySerializer(serializers.Serializer[object]):
    """One mark as typed, with the version that it was made from."""

    enrolment = serializers.IntegerField()
    code = serializers.CharField(
        max_length=2,
        allow_null=True,
        trim_whitespace=False,
        help_text="Null takes the entry back.",
    )
    version = serializers.IntegerField(min_value=0)
    minutes_late = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=MOST_MINUTES
    )
    nature = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST, default=""
    )
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST, default=""
    )
    reason = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST, default=""
    )
    pressed_at = serializers.DateTimeField(
        required=False,
        allow_null=True,
        default=None,
        help_text="By the device's clock, where the mark waited for a network.",
    )


class EntriesSerializer(serializers.Serializer[object]):
    """Marks for one register; sent twice they are saved once."""

    sent_at = serializers.DateTimeField(
        required=False,
        allow_null=True,
        default=None,
        help_text="By the device's clock, as it sends.",
    )
    items = serializers.ListField(child=EntrySerializer(), max_length=MOST_ITEMS)


class OutcomeSerializer(serializers.Serializer[object]):
    """What became of one entry."""

    enrolment = serializers.IntegerField()
    state = serializers.ChoiceField(choices=STATES)
    code = serializers.CharField(
        allow_null=True, help_text="What stands, or what was typed and is refused."
    )
    version = serializers.IntegerField()
    minutes_late = serializers.IntegerField(allow_null=True)
    sentence = serializers.CharField(help_text="Why it is refused.")
    rule = serializers.CharField(help_text="The source of the rule.")


class OutcomesSerializer(serializers.Serializer[object]):
    """What became of each entry, each exactly once."""

    items = OutcomeSerializer(many=True)


class LedgerEntrySerializer(serializers.Serializer[object]):
    """One entry of the ledger; the last version of a mark is the one that stands."""

    enrolment = serializers.IntegerField()
    version = serializers.IntegerField()
    code = serializers.CharField(allow_null=True)
    minutes_late = serializers.IntegerField(allow_null=True)
    at = serializers.DateTimeField()
    by = StaffSerializer()
    reason = serializers.CharField()
    nature = serializers.CharField()
    note = serializers.CharField()
    pressed_at = serializers.DateTimeField(allow_null=True)
    stands = serializers.BooleanField()
