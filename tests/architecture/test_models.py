"""Promises that every model keeps: tenancy in the database, pairs of moment and person."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CheckConstraint, Model

OURS = ("core", "schools", "register", "letters", "followup", "cme", "interventions")
MODELS = [model for app in OURS for model in apps.get_app_config(app).get_models()]
# Rows of a body that are no secret, or that precede sign-in; each says why where it is.
WITHOUT_TENANT = {"Affiliation", "JobRun"}


def has_school(model: type[Model]) -> bool:
    return any(field.attname == "school_id" for field in model._meta.concrete_fields)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model",
    [m for m in MODELS if has_school(m) and m.__name__ not in WITHOUT_TENANT],
    ids=lambda model: model.__name__,
)
def test_postgresql_keeps_each_school_to_its_own_rows(model):
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "select relrowsecurity from pg_class where oid = %s::regclass", [table]
        )
        (protected,) = cursor.fetchone()
        cursor.execute(
            # That of the role that removes entries past their time is as narrow.
            "select count(*) from pg_policies where tablename = %s"
            " and qual like %s and with_check is not null"
            " and policyname <> 'retention'",
            [table, "%core_schools()%"],
        )
        (policies,) = cursor.fetchone()
    assert protected
    assert policies == 1


@pytest.mark.django_db
def test_the_application_owns_nothing_and_is_no_superuser():
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper, rolbypassrls, rolcreaterole from pg_roles"
            " where rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)
        cursor.execute(
            "select count(*) from pg_class c join pg_roles r on r.oid = c.relowner"
            " where r.rolname = current_user"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_every_definer_function_fixes_its_search_path():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc where prosecdef"
            " and pronamespace = 'public'::regnamespace"
            " and (proconfig is null or not exists ("
            "   select from unnest(proconfig) c where c like 'search_path=%'))"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_moment_and_its_person_stand_or_fall_together(model):
    fields = {field.name: field for field in model._meta.concrete_fields}
    checks = " ".join(
        str(constraint.condition)
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    )
    for name, moment in fields.items():
        person = fields.get(name.removesuffix("_at") + "_by")
        if not name.endswith("_at") or person is None:
            continue
        if moment.null or person.null:
            assert name in checks, f"{name} without a check"
            assert person.name in checks, f"{person.name} without a check"
