-- The rules of a team's library: one role per person, each reviewer works on the cases of their own,
-- leads on all. Nobody but these functions writes the trail; what they write says who by the login,
-- not by what a client claims. Laid anew by each “library init”, over those of any earlier release.
--
-- A function that runs as its owner must not find anything that its caller made. So every name of ours
-- is written with its schema, all others are PostgreSQL's own and looked up there first (`pg_catalog`),
-- the caller's temporary objects last (`pg_temp`), and the owner is a role without a login that may do
-- nothing but keep this schema.

create or replace function desk.stamp() returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
    select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+00:00"')
$$;

create or replace function desk.is_lead() returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select pg_has_role(session_user, 'desk_lead', 'member')
$$;

-- The chain. The lock comes first: a number drawn before it would break the order. Those who may only
-- read the trail cannot take or block this kind of lock.
create or replace function desk.append(what text, case_id text, number text, detail text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    last record;
    entry desk.trail;
begin
    lock table desk.trail in share row exclusive mode;
    select seq, hash into last from desk.trail order by seq desc limit 1;
    entry.seq := coalesce(last.seq, 0) + 1;
    entry.prev := coalesce(last.hash, repeat('0', 64));
    entry.at := desk.stamp();
    entry.who := session_user;
    entry.what := what;
    entry.case_id := case_id;
    entry.number := number;
    entry.detail := detail;
    select encode(sha256(convert_to(string_agg(octet_length(part) || ':' || part, '' order by place), 'UTF8')), 'hex')
      into entry.hash
      from unnest(array[entry.seq::text, entry.at, entry.who, entry.what, entry.case_id, entry.number,
                        entry.detail, entry.prev]) with ordinality as parts(part, place);
    insert into desk.trail select entry.*;
end
$$;

-- Each value of a document by its field path, as the program writes it.
create or replace function desk.leaves(document jsonb) returns table(path text, value text)
language sql immutable set search_path = pg_catalog, pg_temp as $$
    with recursive inside(path, value) as (
        select key, value from jsonb_each(document)
        union all
        select inside.path || '.' || deeper.key, deeper.value
          from inside, lateral (
            select key, value from jsonb_each(case jsonb_typeof(inside.value) when 'object' then inside.value else '{}' end)
            union all
            select (place - 1)::text, element
              from jsonb_array_elements(case jsonb_typeof(inside.value) when 'array' then inside.value else '[]' end)
                   with ordinality as elements(element, place)
          ) as deeper(key, value)
    )
    select path, value #>> '{}' from inside where jsonb_typeof(value) not in ('object', 'array')
$$;

-- What changed between two documents: the fields by their paths, and each decision from and to.
create or replace function desk.difference(before text, after text) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select jsonb_build_object(
        'fields', coalesce(jsonb_agg(path order by path), '[]'),
        'decisions', coalesce(jsonb_agg(jsonb_build_object('field', path, 'from', was, 'to', now) order by path)
                              filter (where path like 'disputed_items.%.decision'), '[]'))
      from (
        select coalesce(old.path, new.path) as path, coalesce(old.value, '') as was, coalesce(new.value, '') as now
          from desk.leaves(before::jsonb) as old full join desk.leaves(after::jsonb) as new on old.path = new.path
         where old.value is distinct from new.value
      ) as changed
$$;

-- What the worklist says of a case follows from its document, whatever a client claims.
create or replace function desk.services(document jsonb) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select coalesce(jsonb_agg(coalesce(item ->> 'request', '') order by place), '[]')::text
      from jsonb_array_elements(case jsonb_typeof(document -> 'disputed_items') when 'array'
                                then document -> 'disputed_items' else '[]' end)
           with ordinality as items(item, place)
$$;

create or replace function desk.before_case() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    document jsonb := new.document::jsonb;
    why text;
begin
    new.number := coalesce(document ->> 'case_number', '');
    new.worker := coalesce(document #>> '{injured_worker,name}', '');
    new.services := desk.services(document);
    new.changed := desk.stamp();
    new.changed_by := session_user;
    if tg_op = 'INSERT' then
        new.version := 1;
        new.reason := '';
        return new;
    end if;
    new.version := old.version + 1;
    why := btrim(new.reason);
    new.reason := '';  -- it goes into the trail below; none stays for the next reopening
    if new.id <> old.id then
        raise insufficient_privilege using message = 'a case keeps its id';
    end if;
    if new.owner <> old.owner and not desk.is_lead() then
        raise insufficient_privilege using message = 'only a lead assigns a case to another reviewer';
    end if;
    if old.state = 'Signed off' and new.state = 'Signed off' and (
        (new.document, new.number, new.worker, new.services, new.outcome, new.due, new.discarded)
        is distinct from
        (old.document, old.number, old.worker, old.services, old.outcome, old.due, old.discarded)
    ) then
        raise insufficient_privilege using message = 'the case is signed off';
    end if;
    if old.state = 'Signed off' and new.state <> 'Signed off' then
        if why = '' then
            raise insufficient_privilege using message = 'a signed-off case is reopened with a reason';
        end if;
        perform desk.append('reopened', new.id, new.number,
            jsonb_build_object('version', new.version, 'reason', why)::text);
    end if;
    return new;
end
$$;

create or replace function desk.after_case() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    version jsonb := jsonb_build_object('version', new.version);
begin
    if tg_op = 'INSERT' then
        perform desk.append('created', new.id, new.number, version::text);
        if new.state = 'Signed off' then
            perform desk.append('signed off', new.id, new.number, version::text);
        end if;
        if new.discarded is not null then
            perform desk.append('put into the bin', new.id, new.number, '{}');
        end if;
        return new;
    end if;
    if new.document <> old.document then
        perform desk.append('changed', new.id, new.number,
            (version || desk.difference(old.document, new.document))::text);
    end if;
    if new.state = 'Signed off' and old.state <> 'Signed off' then
        perform desk.append('signed off', new.id, new.number, version::text);
    end if;
    if new.owner <> old.owner then
        perform desk.append('assigned', new.id, new.number,
            jsonb_build_object('from', old.owner, 'to', new.owner)::text);
    end if;
    if (new.discarded is null) <> (old.discarded is null) then
        perform desk.append(case when new.discarded is null then 'taken out of the bin' else 'put into the bin' end,
            new.id, new.number, '{}');
    end if;
    return new;
end
$$;

-- What only the client knows: an export with the file's hash, an accepted finding, what was stated by signing off.
create or replace function desk.tell(source text, what text, case_id text, detail text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    told desk.cases;
begin
    if what not in ('exported', 'finding accepted', 'imported', 'attested') then
        raise insufficient_privilege using message = 'the server writes that itself';
    end if;
    select * into told from desk.cases where id = tell.case_id
       and (owner = session_user or desk.is_lead());
    if not found then
        raise insufficient_privilege using message = 'not a case of yours';
    end if;
    if what = 'attested' and told.state <> 'Signed off' then
        raise insufficient_privilege using message = 'the case is not signed off';
    end if;
    insert into desk.told values (tell.source) on conflict do nothing;
    if found then
        perform desk.append(what, case_id, told.number, detail);
    end if;
end
$$;

create or replace function desk.head() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce((select hash from desk.trail order by seq desc limit 1), repeat('0', 64))
$$;

create or replace function desk.forbid() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise insufficient_privilege using message = 'the trail is append-only';
end
$$;

drop trigger if exists before_case on desk.cases;
drop trigger if exists after_case on desk.cases;
drop trigger if exists trail_is_not_changed on desk.trail;
drop trigger if exists trail_is_not_emptied on desk.trail;
create trigger before_case before insert or update on desk.cases
    for each row execute function desk.before_case();
create trigger after_case after insert or update on desk.cases
    for each row execute function desk.after_case();
create trigger trail_is_not_changed before update or delete on desk.trail
    for each row execute function desk.forbid();
create trigger trail_is_not_emptied before truncate on desk.trail
    for each statement execute function desk.forbid();

-- All of it belongs to the owner without a login.
do $$
declare
    thing record;
begin
    alter schema desk owner to desk_owner;
    for thing in select oid::regclass as name from pg_class where relnamespace = 'desk'::regnamespace and relkind = 'r' loop
        execute format('alter table %s owner to desk_owner', thing.name);
    end loop;
    for thing in select oid::regprocedure as name from pg_proc where pronamespace = 'desk'::regnamespace loop
        execute format('alter function %s owner to desk_owner', thing.name);
    end loop;
end
$$;

-- Who may do what.
alter table desk.cases enable row level security;
alter table desk.trail enable row level security;
drop policy if exists own_cases on desk.cases;
drop policy if exists all_cases on desk.cases;
drop policy if exists trail_of_own_cases on desk.trail;
drop policy if exists whole_trail on desk.trail;
create policy own_cases on desk.cases to desk_reviewer
    using (owner = session_user) with check (owner = session_user);
create policy all_cases on desk.cases to desk_lead using (true) with check (true);
create policy trail_of_own_cases on desk.trail for select to desk_reviewer
    using (who = session_user or exists (select from desk.cases where id = trail.case_id));
create policy whole_trail on desk.trail for select to desk_lead using (true);

revoke all on schema desk from public;
revoke all on all tables in schema desk from public, desk_reviewer, desk_lead;
revoke all on all functions in schema desk from public, desk_reviewer, desk_lead;
grant usage on schema desk to desk_reviewer, desk_lead;
-- Column by column: who may write a table as a whole may also lock it against everybody else.
do $$
declare
    names text := (select string_agg(quote_ident(attname), ', ') from pg_attribute
                    where attrelid = 'desk.cases'::regclass and attnum > 0 and not attisdropped);
begin
    execute format('grant select, insert (%1$s), update (%1$s) on desk.cases to desk_reviewer, desk_lead', names);
end
$$;
grant select on desk.trail, desk.about to desk_reviewer, desk_lead;
grant execute on function desk.tell(text, text, text, text), desk.head() to desk_reviewer, desk_lead;

-- Nobody who is let in makes objects of their own in this database, temporary ones included.
do $$
begin
    execute format('revoke create, temporary on database %I from public', current_database());
    revoke create on schema public from public;
exception when invalid_schema_name then null;
end
$$;
