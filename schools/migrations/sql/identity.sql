-- A child is one identity across schools. These functions see all schools and answer
-- with numbers only.

-- Finds the child with a UPN, current or former, or makes one. Without a UPN makes one.
create function schools_identity_for(number text, on_day date) returns int
    language plpgsql security definer set search_path = public as $$
declare
    child int;
begin
    if number is not null and number <> '' then
        perform pg_advisory_xact_lock(hashtext('upn ' || number));
        select u.identity_id into child from schools_upn u where u.upn = number;
        if child is not null then
            return coalesce(
                (select i.merged_into_id from schools_identity i where i.id = child),
                child);
        end if;
    end if;
    insert into schools_identity default values returning id into child;
    if number is not null and number <> '' then
        insert into schools_upn (identity_id, upn, starts_on)
        values (child, number, on_day);
    end if;
    return child;
end
$$;

-- Gives a child its next UPN; the one before is kept as a former one.
create function schools_renumber(child int, number text, on_day date) returns void
    language plpgsql security definer set search_path = public as $$
begin
    if not exists (select from schools_pupil p where p.identity_id = child
                    and p.school_id = any (core_schools())) then
        raise exception 'no such pupil here' using errcode = 'insufficient_privilege';
    end if;
    -- A number that lasted less than a day is struck out, not kept as a former one.
    delete from schools_upn where identity_id = child and ends_on is null
       and starts_on >= on_day;
    update schools_upn set ends_on = on_day where identity_id = child
       and ends_on is null;
    insert into schools_upn (identity_id, upn, starts_on)
    values (child, number, on_day);
end
$$;

-- Makes two identities one, at every school, and says what was repointed.
create function schools_merge_identities(kept int, dropped int) returns jsonb
    language plpgsql security definer set search_path = public as $$
declare
    pupils int[];
    numbers int[];
begin
    if not exists (select from schools_pupil p
                    where p.identity_id in (kept, dropped)
                      and p.school_id = any (core_schools())) then
        raise exception 'no such pupil here' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from schools_pupil a join schools_pupil b using (school_id)
                where a.identity_id = kept and b.identity_id = dropped) then
        raise exception 'one school has a record of both'
            using errcode = 'unique_violation';
    end if;
    with moved as (update schools_pupil set identity_id = kept
                    where identity_id = dropped returning id)
    select coalesce(array_agg(id), '{}') into pupils from moved;
    with moved as (update schools_upn set identity_id = kept
                    where identity_id = dropped returning id)
    select coalesce(array_agg(id), '{}') into numbers from moved;
    update schools_identity set merged_into_id = kept where id = dropped;
    return jsonb_build_object('pupils', pupils, 'upns', numbers);
end
$$;

-- Takes a merge apart again, from what it said.
create function schools_undo_merge(merge int) returns void
    language plpgsql security definer set search_path = public as $$
declare
    done schools_identitymerge;
begin
    select * into strict done from schools_identitymerge m where m.id = merge;
    if done.undone_at is not null
       or not exists (select from schools_pupil p
                       where p.identity_id = done.kept_id
                         and p.school_id = any (core_schools())) then
        raise exception 'no such merge here' using errcode = 'insufficient_privilege';
    end if;
    update schools_pupil set identity_id = done.dropped_id
     where id in (select jsonb_array_elements_text(done.repointed -> 'pupils')::int);
    update schools_upn set identity_id = done.dropped_id
     where id in (select jsonb_array_elements_text(done.repointed -> 'upns')::int);
    update schools_identity set merged_into_id = null where id = done.dropped_id;
end
$$;
