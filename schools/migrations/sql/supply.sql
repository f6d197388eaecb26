-- Who a supply teacher's code is, before there is any scope: the page of the code is the
-- only one that asks. A code of another day, or one withdrawn, is nobody's.
create function schools_supply_pass(wanted_digest text, on_day date)
    returns table (pass_id int, school_id int, slug text, person_id int)
    language sql stable security definer set search_path = public as $$
    select p.id, p.school_id, b.slug::text, m.person_id
      from schools_supplypass p
      join schools_body b on b.id = p.school_id
      join schools_membership m on m.id = p.membership_id
     where p.digest = wanted_digest and p.day = on_day and p.withdrawn_at is null
$$;
