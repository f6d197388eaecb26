"""Who tells a part of a pupil's story; each app adds its own function."""

CHRONOLOGY = [
    "schools.selectors.story.record_story",
    "register.selectors.story.marks_story",
]
