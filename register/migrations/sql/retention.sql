-- What is past its time, and the one function that removes it (DESIGN.md, promise 2).
-- It belongs to rollbook_retention, the only role that may delete entries; that role
-- cannot sign in, owns nothing else, and sees the schools in scope only.

-- Tells which marks may go: made before a day, for a session before it, and not of a
-- pupil whom an open case needs. A mark goes with its whole history or not at all, so
-- the entry that was amended last decides (SI 2024/208 reg 6 and 7).
create function register_disposable(school int, made_before date)
    returns table (slot int, enrolment_id int)
    language sql stable set search_path = public as $$
    select m.slot, m.enrolment_id
      from register_mark m
     where m.school_id = school
       and m.slot < ((made_before - date '0001-01-01') + 1) * 2
       and m.at < made_before::timestamp at time zone 'Europe/London'
       and not exists (select from register_hold h
                        where h.enrolment_id = m.enrolment_id
                          and h.released_at is null)
$$;

-- Removes what an approved disposal showed, and answers what went. Checks the age
-- itself, by the database's own clock: each entry is kept for six years after its day.
create function register_dispose(school int, made_before date) returns jsonb
    language plpgsql security definer set search_path = public as $$
declare
    wanted int;
    gone jsonb;
    registers int;
begin
    if not school = any (core_schools()) then
        raise exception 'no such school here' using errcode = 'insufficient_privilege';
    end if;
    if (made_before - 1) + interval '6 years' >= (now() at time zone 'Europe/London')::date then
        raise exception 'entries are kept for six years (SI 2024/208 reg 7)'
            using errcode = 'check_violation';
    end if;
    select d.id into wanted from register_disposal d
     where d.school_id = school and d.before = made_before
       and d.approved_at is not null and d.done_at is null
     order by d.id limit 1 for update;
    if wanted is null then
        raise exception 'nobody has approved this disposal'
            using errcode = 'check_violation';
    end if;
    with marks as (
        delete from register_mark m using register_disposable(school, made_before) d
         where m.slot = d.slot and m.enrolment_id = d.enrolment_id
        returning m.slot, m.enrolment_id),
    entries as (
        delete from register_ledgerentry l using marks m
         where l.slot = m.slot and l.enrolment_id = m.enrolment_id
        returning 1),
    details as (
        delete from register_markdetail d using marks m
         where d.slot = m.slot and d.enrolment_id = m.enrolment_id
        returning 1),
    years as (
        update register_markyear y
           set letters = register_with_letters(y.letters, c.positions, c.blanks)
          from (select enrolment_id, register_year_of(register_day(slot)) as year,
                       array_agg(register_position(slot)) as positions,
                       array_agg(ascii('.')) as blanks
                  from marks group by 1, 2) c
         where y.enrolment_id = c.enrolment_id and y.year = c.year
        returning 1)
    select jsonb_build_object(
        'marks', (select count(*) from marks),
        'pupils', (select count(distinct enrolment_id) from marks),
        'changes', (select count(*) from entries),
        'details', (select count(*) from details),
        'year_rows', (select count(*) from years)) into gone;
    delete from register_markyear y
     where y.school_id = school and y.letters = register_blank_year()
       and make_date(y.year + 1, 8, 1) <= made_before;
    -- That a register was taken goes once none of its marks is left.
    with taken as (
        delete from register_registertaken t
         where t.school_id = school
           and t.slot < ((made_before - date '0001-01-01') + 1) * 2
           and greatest(t.taken_at, t.withdrawn_at)
               < made_before::timestamp at time zone 'Europe/London'
           and not exists (select from register_mark m
                            where m.slot = t.slot and m.school_id = school)
        returning 1)
    select count(*) into registers from taken;
    delete from register_reopening r
     where r.school_id = school and r.slot < ((made_before - date '0001-01-01') + 1) * 2
       and r.reopened_at < made_before::timestamp at time zone 'Europe/London'
       and not exists (select from register_mark m
                        where m.slot = r.slot and m.school_id = school);
    delete from register_nudge n
     where n.school_id = school and n.slot < ((made_before - date '0001-01-01') + 1) * 2
       and n.nudged_at < made_before::timestamp at time zone 'Europe/London';
    gone := gone || jsonb_build_object('registers', registers);
    update register_disposal
       set done_at = now(), counts = counts || jsonb_build_object('removed', gone)
     where id = wanted;
    return gone;
end
$$;
