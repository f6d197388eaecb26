-- Finds the children with these UPNs, current or former, or makes them, in the order
-- given; a blank one makes a child without a number. The unique number decides between
-- two imports at once, because a lock for each of thousands would fill the lock table.
create function schools_identities_for(numbers text[], on_day date) returns int[]
    language plpgsql security definer set search_path = public as $$
declare
    number text;
    child int;
    made int[] := '{}';
begin
    foreach number in array numbers loop
        child := null;
        if number <> '' then
            select coalesce(i.merged_into_id, i.id) into child
              from schools_upn u join schools_identity i on i.id = u.identity_id
             where u.upn = number;
        end if;
        if child is null then
            insert into schools_identity default values returning id into child;
            if number <> '' then
                insert into schools_upn (identity_id, upn, starts_on)
                values (child, number, on_day);
            end if;
        end if;
        made := made || child;
    end loop;
    return made;
end
$$;
