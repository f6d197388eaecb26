"""The demonstration: a trust, three schools and an authority, all of them made up.

Nothing here is imported where `settings.ROLLBOOK_DEMO` is off.
"""
