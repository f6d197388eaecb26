-- Opens a body to a person for the rest of the transaction, or answers null to a
-- stranger. One call, because every request of every page begins with it.
create function schools_enter(who int, wanted_kind text, wanted_slug text, on_day date)
    returns jsonb language plpgsql security definer set search_path = public as $$
declare
    found schools_body;
    mine jsonb;
    parents int[];
    schools int[];
    bodies int[];
begin
    select * into found from schools_body b
     where b.slug = wanted_slug and b.kind = wanted_kind;
    if not found.id is not null then
        return null;
    end if;
    select coalesce(array_agg(a.parent_id), '{}') into parents
      from schools_affiliation a
     where a.school_id = found.id and a.starts_on <= on_day
       and (a.ends_on is null or a.ends_on > on_day);
    -- A trust's lead enters its schools; an authority's officer does not.
    select jsonb_agg(to_jsonb(m) order by m.id) into mine
      from schools_membership m
     where m.person_id = who and m.starts_on <= on_day
       and (m.ends_on is null or m.ends_on > on_day)
       and (m.body_id = found.id
            or (m.body_id = any (parents) and m.role = 'trust_lead'));
    if mine is null then
        return null;
    end if;
    if found.kind = 'school' then
        schools := array[found.id];
    elsif found.kind = 'trust' then
        select coalesce(array_agg(a.school_id), '{}') into schools
          from schools_affiliation a
         where a.parent_id = found.id and a.starts_on <= on_day
           and (a.ends_on is null or a.ends_on > on_day);
    else
        schools := '{}';
    end if;
    bodies := schools || parents || found.id;
    if found.kind = 'nation' then
        select array_agg(b.id) into bodies from schools_body b;
    end if;
    perform set_config('rollbook.schools', schools::text, true),
            set_config('rollbook.bodies', bodies::text, true),
            set_config('rollbook.person', who::text, true);
    return jsonb_build_object(
        'body', to_jsonb(found),
        'memberships', mine,
        'schools', to_jsonb(schools),
        'revision', (select sum(b.revision) from schools_body b
                      where b.id = any (parents || found.id) or b.kind = 'nation'));
end
$$;
