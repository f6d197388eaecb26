-- The same child may be known by two numbers: one school had a temporary UPN, another
-- the final one. Answers, for pupils of the schools in scope, with the identities that
-- other schools know by the same last name, date of birth and first letter. The other
-- school is named, so that the two can speak; nothing else of its record is told.
create function schools_same_child()
    returns table (pupil_id int, identity_id int, school_name text, same_first_name boolean)
    language sql stable security definer set search_path = public as $$
    select mine.id, other.identity_id, body.name,
           lower(mine.first_name) = lower(other.first_name)
      from schools_pupil mine
      join schools_pupil other
        on other.date_of_birth = mine.date_of_birth
       and lower(other.last_name) = lower(mine.last_name)
       and lower(left(other.first_name, 1)) = lower(left(mine.first_name, 1))
       and other.identity_id <> mine.identity_id
       and other.school_id <> mine.school_id
      join schools_body body on body.id = other.school_id
     where mine.school_id = any (core_schools())
       -- Where one school knows both, they are two children.
       and not exists (select from schools_pupil a join schools_pupil b using (school_id)
                        where a.identity_id = mine.identity_id
                          and b.identity_id = other.identity_id)
     order by mine.last_name, mine.first_name, mine.id, body.name
     limit 200
$$;

-- Counts the brothers and sisters of a pupil at other schools: a number and no names.
create function schools_siblings_elsewhere(child int) returns int
    language sql stable security definer set search_path = public as $$
    select count(*)::int
      from schools_identitylink l
     where child in (l.first_id, l.second_id)
       and exists (select from schools_pupil p
                    where p.identity_id = child
                      and p.school_id = any (core_schools()))
       and not exists (select from schools_pupil p
                        where p.identity_id
                              = case when l.first_id = child then l.second_id
                                     else l.first_id end
                          and p.school_id = any (core_schools()))
$$;
