"""What letters there are, what stands in them, and our own texts: tables, not rows."""

from letters.codes.field import Field, Shape
from letters.codes.fields import BY_NAME, FIELDS
from letters.codes.kind import Kind, Layout, To
from letters.codes.kinds import BY_KEY, GROUPS, KINDS

__all__ = [
    "BY_KEY",
    "BY_NAME",
    "FIELDS",
    "GROUPS",
    "KINDS",
    "Field",
    "Kind",
    "Layout",
    "Shape",
    "To",
]
