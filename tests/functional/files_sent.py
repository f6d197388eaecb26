"""A file that was read and refused, so that its pages can be looked at."""

import datetime as dt

from schools.models import Body, Import, Membership
from schools.states import BodyKind, Role


def send_files(body: Body, now: dt.datetime) -> None:
    """Give a body one file with a line that is wrong."""
    is_school = body.kind == BodyKind.SCHOOL
    role = Role.HEAD if is_school else Role.ADMINISTRATOR
    Import.objects.create(
        body=body,
        kind=Import.Kind.PUPILS if is_school else Import.Kind.SCHOOLS,
        file_name="a-file.csv",
        digest="0" * 64,
        content=b"Adno,Surname\n1,Cole\n",
        columns={"admission_number": "Adno", "last_name": "Surname"},
        state=Import.State.REFUSED,
        counts={"lines": 1, "problems": 1, "notes": 0, "samples": []},
        problems=[
            {"line": 2, "column": "Adno", "sentence": "Not a number.", "stops": True}
        ],
        uploaded_at=now,
        uploaded_by=Membership.objects.filter(body=body, role=role)[0],
    )
