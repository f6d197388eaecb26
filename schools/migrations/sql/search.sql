-- Finds pupils by any part of a name, a UPN or a class. Runs as the owner because LIKE
-- is not leakproof, so that row-level security would keep it off the index (0.5 ms
-- against 151); it asks for the schools in scope itself.
create function schools_search_text(first text, last text, known text) returns text
    language sql immutable parallel safe as $$
    select lower(first || ' ' || last || ' ' || known)
$$;
create index schools_pupil_search on schools_pupil using gin
    (schools_search_text(first_name, last_name, known_as) gin_trgm_ops);

create function schools_search(wanted text, on_day date, at_most int)
    returns setof int language sql stable security definer set search_path = public as $$
    select p.id
      from schools_pupil p
     where p.school_id = any (core_schools())
       and (
           schools_search_text(p.first_name, p.last_name, p.known_as) like all (
               select '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%'
                 from regexp_split_to_table(lower(btrim(wanted)), '\s+') word)
           or p.identity_id in (
               select u.identity_id from schools_upn u where u.upn = upper(btrim(wanted)))
           or p.id in (
               select e.pupil_id
                 from schools_registrationgroup g
                 join schools_placement pl on pl.group_id = g.id
                  and pl.starts_on <= on_day
                  and (pl.ends_on is null or pl.ends_on > on_day)
                 join schools_enrolment e on e.id = pl.enrolment_id
                where g.school_id = any (core_schools())
                  and lower(g.name) = lower(btrim(wanted))))
     order by
         schools_search_text(p.first_name, p.last_name, p.known_as)
             like lower(btrim(wanted)) || '%' desc,
         p.last_name, p.first_name, p.id
     limit least(at_most, 200)
$$;
