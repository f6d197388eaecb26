"""Fields that are asked for in words: of a case, and of praise."""

from __future__ import annotations

from letters.codes.field import Field, Shape

CASE = (
    Field(name="reason", label="Reason", shape=Shape.WORDS, sample="Three illnesses."),
    Field(
        name="evidence",
        label="Evidence that is accepted",
        shape=Shape.WORDS,
        suggested=(
            "an appointment card with the child's name\n"
            "a letter from a hospital or a clinic\n"
            "a prescription, or the box of a prescribed medicine with the child's name\n"
            "a message or printout from NHS 111, a pharmacist or a surgery"
        ),
        hint="One a line. Evidence is for genuine doubt, never as a routine (WTISA 374).",
        sample="an appointment card\na prescription",
    ),
    Field(
        name="evidence_from",
        label="Evidence is needed from",
        shape=Shape.DAY,
        sample="2026-11-23",
    ),
    Field(
        name="support_given",
        label="Support given so far",
        shape=Shape.WORDS,
        sample="A place at breakfast club since 5 October.",
    ),
    Field(
        name="support_offered",
        label="Further support, and how to ask for it",
        shape=Shape.WORDS,
        sample="A weekly talk with the pastoral lead.",
    ),
    Field(
        name="improvement_from",
        label="Improvement: from",
        shape=Shape.DAY,
        sample="2026-11-23",
    ),
    Field(
        name="improvement_to",
        label="Improvement: to",
        shape=Shape.DAY,
        hint="Three to six weeks (WTISA 2024).",
        sample="2026-12-18",
    ),
    Field(
        name="improvement_target",
        label="What counts as enough improvement",
        shape=Shape.WORDS,
        sample="No unauthorised absence in these weeks.",
    ),
    Field(
        name="benefits_and_duty",
        label="Benefits of attendance, and the parents' duty",
        shape=Shape.WORDS,
        suggested=(
            "Children who come to school every day learn more, keep their friendships "
            "and are safer. By section 7 of the Education Act 1996 the parent of every "
            "child of compulsory school age must see that the child is educated full "
            "time, which for a registered pupil means coming to school regularly."
        ),
        sample="Coming to school every day helps a child to learn.",
    ),
    Field(
        name="penalty_warning",
        label="Warning of a penalty notice or prosecution",
        shape=Shape.WORDS,
        suggested=(
            "If attendance does not improve enough, we may ask the local authority to "
            "issue a penalty notice or to prosecute under section 444 of the Education "
            "Act 1996. A first notice is £160, or £80 if it is paid within 21 days. A "
            "second notice to the same parent for the same child within three years is "
            "£160. A notice may be issued to each parent for each child."
        ),
        sample="A penalty notice may be issued.",
    ),
    Field(
        name="early_grounds",
        label="When a penalty notice may come before the end",
        shape=Shape.WORDS,
        suggested=(
            "If it is clear before the end that attendance is not improving, for "
            "example because there is more unauthorised absence, a penalty notice may "
            "be asked for at once. We would tell you."
        ),
        sample="More unauthorised absence.",
    ),
    Field(
        name="family_actions",
        label="What the family will do",
        shape=Shape.WORDS,
        hint="One a line.",
        sample="Leave home at 08:20\nRing school by 08:30 on a day of illness",
    ),
    Field(
        name="school_actions",
        label="What the school will do",
        shape=Shape.WORDS,
        hint="One a line.",
        sample="Meet at the gate each morning\nRing home every Friday",
    ),
    Field(
        name="pupil_actions",
        label="What the pupil will do",
        shape=Shape.WORDS,
        hint="One a line.",
        sample="Pack the bag the evening before",
    ),
    Field(name="review_day", label="Review on", shape=Shape.DAY, sample="2027-01-15"),
    Field(
        name="referral_to",
        label="Referred to",
        sample="Example Council, attendance team",
    ),
    Field(
        name="referral_day", label="Referred on", shape=Shape.DAY, sample="2026-11-20"
    ),
)

PRAISE = (
    Field(name="term_name", label="Term", sample="autumn term 2026"),
    Field(
        name="achievement",
        label="For what",
        shape=Shape.WORDS,
        sample="Being in school on time every day for five weeks",
    ),
    *(
        Field(
            name=name,
            label=label,
            shape=Shape.WORDS,
            suggested=text,
            sample="One thing.",
        )
        for name, label, text in (
            (
                "school_promise",
                "The school",
                "greets every child by name\nasks the same day why a child is away\n"
                "looks for what would help before anything else",
            ),
            (
                "family_promise",
                "The family",
                "gets ready the evening before\ntells school early when a child is ill\n"
                "keeps appointments and trips for after school",
            ),
            (
                "pupil_promise",
                "The pupil",
                "is in class when the register begins\ncatches up after days away\n"
                "tells somebody when school feels hard",
            ),
            (
                "class_promise",
                "The class",
                "saves a place for whoever is away\nwelcomes them back\n"
                "knows how it is doing this week",
            ),
        )
    ),
    Field(
        name="words",
        label="The school's own words",
        shape=Shape.WORDS,
        hint="Anything else for this family; printed as typed.",
        sample="We were glad to see Sam at the choir.",
    ),
)
