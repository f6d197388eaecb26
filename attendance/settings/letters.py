"""Who says that a letter is due, and what is known of a pupil for one."""

LETTER_SOURCES = [
    "reports.selectors.letters_due.register_letters",
    "register.selectors.leave_letters.leave_letters",
]
LETTER_FACTS = ["reports.selectors.letter_facts.attendance_facts"]
