"""Makes one class in the database that the environment names, and says how to reach it.

Run as a process of its own, because the tests of faults stop that database.
"""

import json
import sys

import django


def main() -> None:
    """Make a class of thirty and somebody who is signed in, and print them."""
    django.setup()
    from django.conf import settings
    from django.db import transaction
    from django.test import Client

    from schools.states import Role
    from tests.worlds import make_world

    with transaction.atomic():
        world = make_world(pupils=30)
        person = world.by(Role.OFFICE).person
    client = Client()
    client.force_login(person)
    facts = {
        "school": world.school.slug,
        "group": world.group.pk,
        "enrolments": [enrolment.pk for enrolment in world.enrolments],
        "cookie": client.cookies[settings.SESSION_COOKIE_NAME].value,
    }
    sys.stdout.write(json.dumps(facts))


if __name__ == "__main__":
    main()
