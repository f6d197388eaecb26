"""What the apps above a school's record have to say when it changes; each adds its own."""

# Asked before a pupil's last day on the roll is set: `(enrolment, last_day)`, answered
# with a sentence that refuses it, or None.
LEAVING_CHECKS = ["register.selectors.leavers.marks_after"]
# Told when a child has died: `(pupil, by, now)`. Each withdraws what it has planned.
TOLD_OF_A_DEATH = ["register.services.death.withdraw_all"]
# Whether a removal of old entries waits for approval at a school: `(school)`.
WAITING_DISPOSAL = "register.selectors.retention.waits_for_approval"
