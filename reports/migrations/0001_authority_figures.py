"""The one function through which an authority's officer reads figures of its schools."""

from django.db import migrations

from core import rls
from register.codes import CODES, UNMARKED, AttendanceCode

FUNCTION = """
-- Sums of each school of an authority over days of one academic year: no pupil, and no
-- number from which one could be told. Runs as the owner, because an officer has no
-- school in scope; it asks itself whether the person is an officer of this authority.
create function reports_authority_figures(
    authority int, first_day date, last_day date, on_day date)
    returns table (
        school_id int, name text, urn int, phase text, pupils bigint, possible bigint,
        attended bigint, authorised bigint, unauthorised bigint, late bigint,
        persistent bigint, severe bigint)
    language plpgsql stable security definer set search_path = public as $$
declare
    skipped int := (first_day - make_date(register_year_of(first_day), 8, 1)) * 2;
    width int := (last_day - first_day + 1) * 2;
begin
    if not exists (
        select from schools_membership m
         where m.person_id = core_person() and m.body_id = authority
           and m.role = 'authority_officer' and m.starts_on <= on_day
           and (m.ends_on is null or m.ends_on > on_day))
    then
        raise exception 'figures of an authority are for its officers'
            using errcode = 'insufficient_privilege';
    end if;
    if register_year_of(first_day) <> register_year_of(last_day) or width < 2 then
        raise exception 'the days are not in order within one academic year'
            using errcode = 'invalid_parameter_value';
    end if;
    return query
    with said as materialized (
        -- A letter becomes what it counts as: one pass, and the commonest are met first.
        select y.school_id as school,
               translate(convert_from(substr(y.letters, skipped + 1, width), 'UTF8'),
                         '{letters}', '{meanings}') as marks
          from register_markyear y
          join schools_affiliation a
            on a.school_id = y.school_id and a.parent_id = authority
           and a.kind = 'authority' and a.starts_on <= on_day
           and (a.ends_on is null or a.ends_on > on_day)
         where y.year = register_year_of(first_day)
    ), counted as materialized (
        select s.school,
               octet_length(s.marks) as all_,
               octet_length(replace(s.marks, '.', '')) as p,
               octet_length(replace(replace(s.marks, 'u', ''), 'U', '')) as not_u,
               octet_length(replace(s.marks, 'a', '')) as not_a,
               octet_length(replace(replace(s.marks, 'l', ''), 'U', '')) as not_l
          from said s
    ), summed as (
        select c.school, c.p, c.all_ - c.not_a as a, c.all_ - c.not_u as u,
               c.all_ - c.not_l as l
          from counted c
    )
    select b.id, b.name::text, b.urn, b.phase::text,
           count(*) filter (where c.p > 0), coalesce(sum(c.p), 0),
           coalesce(sum(c.p - c.a - c.u), 0), coalesce(sum(c.a), 0),
           coalesce(sum(c.u), 0), coalesce(sum(c.l), 0),
           count(*) filter (where c.p > 0 and 100 * (c.a + c.u) >= 10 * c.p),
           count(*) filter (where c.p > 0 and 100 * (c.a + c.u) >= 50 * c.p)
      from schools_body b
      join summed c on c.school = b.id
     group by b.id
     order by b.name;
end
$$
"""

def meaning(code: AttendanceCode) -> str:
    """Return what a mark counts as: attended, late, authorised, unauthorised, late U."""
    if code.counts_as_present:
        return "l" if code.is_late else "p"
    if code.counts_as_authorised:
        return "a"
    return "U" if code.is_late else "u"


def sql() -> str:
    """Fix in the function what each letter counts as, so that nobody asks for one code.

    PostgreSQL compares a character with each letter in turn, so the commonest stand
    first, and drops those beyond the meanings: what counts as nothing stands last.
    """
    counting = sorted(
        (code for code in CODES if code.counts_as_possible),
        key=lambda code: (code.code not in {"/", "\\"} or code.code_set != "2024"),
    )
    others = [code.letter for code in CODES if not code.counts_as_possible]
    letters = [code.letter for code in counting]
    meanings = [meaning(code) for code in counting]
    letters.insert(2, UNMARKED)
    meanings.insert(2, UNMARKED)
    return FUNCTION.replace("{letters}", "".join(letters + others)).replace(
        "{meanings}", "".join(meanings)
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = [("register", "0002_ledger"), ("schools", "0002_tenancy")]
    operations = [rls.run(sql(), undo=("drop function reports_authority_figures",))]
