-- A job asks each minute whose list must be made again. Answers for each school how many
-- marks and registers some sessions have and when the last was made: two numbers and two
-- moments, nothing of any pupil; the list itself is then made in its own school's scope.
create function followup_changes(slots int[])
    returns table (school_id int, marks bigint, last_mark timestamptz,
                   registers bigint, last_register timestamptz)
    language sql stable security definer set search_path = public as $$
    select coalesce(m.school_id, t.school_id), coalesce(m.n, 0), m.last,
           coalesce(t.n, 0), t.last
      from (select school_id, count(*) as n, max(at) as last
              from register_mark where slot = any (slots) group by school_id) m
      full join (select school_id, count(*) as n,
                        max(coalesce(withdrawn_at, taken_at)) as last
                   from register_registertaken where slot = any (slots)
                  group by school_id) t on t.school_id = m.school_id
$$;
