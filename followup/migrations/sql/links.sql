-- A parent's link carries no school: answers which school's link a token's hash is, as
-- long as it may be used, so that the page can enter that school and read the rest there.
create function followup_link(hash text, moment timestamptz)
    returns table (school_id int, link_id int)
    language sql stable security definer set search_path = public as $$
    select l.school_id, l.id
      from followup_reportlink l
     where l.token_hash = hash
       and l.answered_at is null
       and l.expires_at > moment
$$;
