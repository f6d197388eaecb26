-- Counts every change to what a body's pages may keep in memory.
create function schools_count_revision() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    changed jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
    update schools_body set revision = revision + 1
     where id = coalesce(changed ->> 'body_id', changed ->> 'school_id')::int;
    return null;
end
$$;
create trigger count_revision after insert or update or delete on schools_setting
    for each row execute function schools_count_revision();
create trigger count_revision after insert or update or delete on schools_halfterm
    for each row execute function schools_count_revision();
create trigger count_revision after insert or update or delete on schools_closure
    for each row execute function schools_count_revision();
create trigger count_revision after insert or update or delete on schools_sessiontime
    for each row execute function schools_count_revision();
create trigger count_revision after insert or update or delete on schools_affiliation
    for each row execute function schools_count_revision();
