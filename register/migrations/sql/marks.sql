-- The ledger and the year rows follow the marks, whoever writes them.

-- A slot is the day's number since 1 January of year 1, twice, plus the session.
create function register_day(slot int) returns date
    language sql immutable parallel safe as $$
    select date '0001-01-01' + (slot / 2 - 1)
$$;

-- The academic year is named for the August in which it starts.
create function register_year_of(day date) returns int
    language sql immutable parallel safe as $$
    select extract(year from day)::int
           - case when extract(month from day) < 8 then 1 else 0 end
$$;

create function register_position(slot int) returns int
    language sql immutable parallel safe as $$
    select (register_day(slot) - make_date(register_year_of(register_day(slot)), 8, 1))
           * 2 + slot % 2
$$;

create function register_blank_year() returns bytea
    language sql immutable parallel safe as $$
    select convert_to(repeat('.', 732), 'SQL_ASCII')
$$;

create function register_with_letters(year_letters bytea, positions int[], letters int[])
    returns bytea language plpgsql immutable parallel safe as $$
begin
    for i in 1 .. cardinality(positions) loop
        year_letters := set_byte(year_letters, positions[i], letters[i]);
    end loop;
    return year_letters;
end
$$;

-- Keeps the entry that a change replaces. A change without a reason is refused, and so
-- is one that was made from another version than the standing one.
create function register_keep_entry() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if (new.slot, new.enrolment_id, new.school_id)
       is distinct from (old.slot, old.enrolment_id, old.school_id)
       or new.version <> old.version + 1 then
        raise exception 'a mark changes by its next version only'
            using errcode = 'integrity_constraint_violation';
    end if;
    if not exists (select from register_markdetail d
                    where d.slot = new.slot and d.enrolment_id = new.enrolment_id
                      and d.version = new.version and d.reason <> '') then
        raise exception 'a changed mark needs its reason'
            using errcode = 'integrity_constraint_violation';
    end if;
    new.at := greatest(new.at, old.at);
    insert into register_ledgerentry
        (slot, enrolment_id, school_id, version, code, minutes_late, at, by_id)
    values (old.slot, old.enrolment_id, old.school_id, old.version, old.code,
            old.minutes_late, old.at, old.by_id);
    return new;
end
$$;
create trigger keep_entry before update on register_mark
    for each row execute function register_keep_entry();

-- Checks a statement's marks as foreign keys would, and more (the pupil is on the roll
-- that day, the code is law that day), then writes their letters into the year rows.
create function register_keep_years() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    wrong int;
begin
    select n.enrolment_id into wrong
      from changed n
      left join schools_enrolment e
        on e.id = n.enrolment_id and e.school_id = n.school_id
       and e.starts_on <= register_day(n.slot)
       and (e.ends_on is null or e.ends_on > register_day(n.slot))
      left join schools_membership m on m.id = n.by_id
      left join register_codeletter c
        on c.code = n.code and c.starts_on <= register_day(n.slot)
       and (c.ends_on is null or c.ends_on > register_day(n.slot))
     where e.id is null or m.id is null or (n.code is not null and c.letter is null)
        or (tg_op = 'INSERT' and n.version <> 1)
     limit 1;
    if found then
        raise exception 'enrolment % cannot have such a mark', wrong
            using errcode = 'foreign_key_violation';
    end if;
    insert into register_markyear (enrolment_id, year, school_id, letters)
    select distinct n.enrolment_id, register_year_of(register_day(n.slot)), n.school_id,
           register_blank_year()
      from changed n
     where not exists (
           select from register_markyear y
            where y.enrolment_id = n.enrolment_id
              and y.year = register_year_of(register_day(n.slot)))
        on conflict do nothing;
    update register_markyear y
       set letters = register_with_letters(y.letters, c.positions, c.letters)
      from (select n.enrolment_id,
                   register_year_of(register_day(n.slot)) as year,
                   array_agg(register_position(n.slot)) as positions,
                   array_agg(ascii(coalesce(l.letter, '.'))) as letters
              from changed n
              left join register_codeletter l
                on l.code = n.code and l.starts_on <= register_day(n.slot)
               and (l.ends_on is null or l.ends_on > register_day(n.slot))
             group by 1, 2) c
     where y.enrolment_id = c.enrolment_id and y.year = c.year;
    return null;
end
$$;
create trigger keep_years_of_new after insert on register_mark
    referencing new table as changed
    for each statement execute function register_keep_years();
create trigger keep_years_of_changed after update on register_mark
    referencing new table as changed
    for each statement execute function register_keep_years();
