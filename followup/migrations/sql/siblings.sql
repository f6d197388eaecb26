-- How the brothers and sisters of a pupil at other schools stand in a session: one word
-- for each, no names and no school, because where a child is may be what must stay hidden.
create function followup_siblings_elsewhere(child int, at_slot int)
    returns table (standing text)
    language sql stable security definer set search_path = public as $$
    select case
             when m.code is null then 'not_known'
             when m.code in ('/', E'\\', 'L', 'U') then 'in_school'
             when m.code in ('B', 'K', 'V', 'P', 'W', 'D', 'Q', 'X', '#', 'Z')
               or m.code like 'Y%' then 'not_expected'
             else 'absent'
           end
      from schools_identitylink l
      join schools_pupil p
        on p.identity_id = case when l.first_id = child then l.second_id
                                else l.first_id end
      join schools_enrolment e
        on e.pupil_id = p.id
       and e.starts_on <= date '0001-01-01' + (at_slot / 2 - 1)
       and (e.ends_on is null or e.ends_on > date '0001-01-01' + (at_slot / 2 - 1))
      left join register_mark m on m.enrolment_id = e.id and m.slot = at_slot
     where child in (l.first_id, l.second_id)
       and p.died_on is null
       and not p.school_id = any (core_schools())
       and exists (select from schools_pupil mine
                    where mine.identity_id = child
                      and mine.school_id = any (core_schools()))
     order by 1
$$;
