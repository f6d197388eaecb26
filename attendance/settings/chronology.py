"""Who tells a part of a pupil's story; each app adds its own function."""

CHRONOLOGY = [
    "schools.selectors.story.record_story",
    "letters.selectors.story.letters_story",
    "register.selectors.story.marks_story",
    "followup.selectors.story.absence_story",
    "followup.selectors.story_safe.safety_story",
    "followup.selectors.story_safe.sweep_story",
    "followup.selectors.story_safe.return_story",
    "followup.selectors.story_safe.safeguarding_story",
    "register.selectors.leave_story.leave_story",
    "register.selectors.arrangement_story.arrangement_story",
]
