-- Year rows as the marks say they are, for one school and year: what
-- `manage.py rebuild_years` compares with the stored rows, and stores.
create function register_true_years(school int, wanted int)
    returns table (enrolment_id int, letters bytea)
    language sql stable security definer set search_path = public as $$
    select m.enrolment_id,
           register_with_letters(
               register_blank_year(),
               array_agg(register_position(m.slot)),
               array_agg(ascii(coalesce(l.letter, '.'))))
      from register_mark m
      left join register_codeletter l
        on l.code = m.code and l.starts_on <= register_day(m.slot)
       and (l.ends_on is null or l.ends_on > register_day(m.slot))
     where m.school_id = school and school = any (core_schools())
       and m.slot >= ((make_date(wanted, 8, 1) - date '0001-01-01') + 1) * 2
       and m.slot < ((make_date(wanted + 1, 8, 1) - date '0001-01-01') + 1) * 2
     group by m.enrolment_id
$$;

-- Stores the true rows where they differ; answers how many did.
create function register_rebuild_years(school int, wanted int) returns int
    language sql volatile security definer set search_path = public as $$
    with truth as (select * from register_true_years(school, wanted)),
    written as (
        insert into register_markyear as y (enrolment_id, year, school_id, letters)
        select t.enrolment_id, wanted, school, t.letters from truth t
            on conflict (enrolment_id, year)
            do update set letters = excluded.letters
         where y.letters <> excluded.letters
        returning 1),
    emptied as (
        update register_markyear y set letters = register_blank_year()
         where y.school_id = school and y.year = wanted
           and school = any (core_schools())
           and y.letters <> register_blank_year()
           and not exists (select from truth t where t.enrolment_id = y.enrolment_id)
        returning 1)
    select (select count(*) from written)::int + (select count(*) from emptied)::int
$$;
