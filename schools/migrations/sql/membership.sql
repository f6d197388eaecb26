-- Marks point to memberships, so name, position and role stay as they were: only the
-- last day may be set (SI 2024/208 reg 6: name and position of whoever amended).
create function schools_keep_membership() returns trigger language plpgsql as $$
begin
    if (new.id, new.person_id, new.body_id, new.role, new.name, new.position,
        new.starts_on)
       is distinct from
       (old.id, old.person_id, old.body_id, old.role, old.name, old.position,
        old.starts_on)
    then
        raise exception 'a membership is ended, never changed'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
create trigger keep_membership before update on schools_membership
    for each row execute function schools_keep_membership();
