-- The team's library: one role per person, each reviewer sees the cases of their own, leads see all.
-- Nobody but these functions writes the trail; what they write says who by the login, not by what a
-- client claims. Run once, by the database's owner, through “determination-desk library init”.

create schema desk;

create table desk.about(schema integer not null);
insert into desk.about values (1);

create table desk.cases(
    id text primary key,
    owner text not null default session_user,
    version bigint not null,
    document text not null,
    number text not null,
    worker text not null,
    services text not null,
    state text not null,
    outcome text,
    due text,
    discarded text,
    changed text not null,
    changed_by text not null
);

create table desk.trail(
    seq bigint primary key,
    at text not null,
    who text not null,
    what text not null,
    case_id text not null,
    number text not null,
    detail text not null,
    prev text not null,
    hash text not null
);
create index trail_of_a_case on desk.trail(case_id);

-- Events that a client has told, by the hash that its own trail gave them: each is taken once.
create table desk.told(source text primary key);

create function desk.stamp() returns text language sql stable set search_path = desk, pg_catalog as $$
    select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+00:00"')
$$;

-- The chain. The lock comes first: a number drawn before it would break the order.
create function desk.append(what text, case_id text, number text, detail text) returns void
language plpgsql security definer set search_path = desk, pg_catalog as $$
declare
    last record;
    entry desk.trail;
begin
    perform pg_advisory_xact_lock(hashtext('desk.trail'));
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
create function desk.leaves(document jsonb) returns table(path text, value text)
language sql immutable set search_path = desk, pg_catalog as $$
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
create function desk.difference(before text, after text) returns jsonb
language sql immutable set search_path = desk, pg_catalog as $$
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

create function desk.before_case() returns trigger
language plpgsql security definer set search_path = desk, pg_catalog as $$
begin
    if tg_op = 'INSERT' then
        new.version := 1;
    else
        new.version := old.version + 1;
        if new.owner <> old.owner and not pg_has_role(session_user, 'desk_lead', 'member') then
            raise insufficient_privilege using message = 'only a lead assigns a case to another reviewer';
        end if;
        if old.state = 'Signed off' and new.state = 'Signed off' and new.document <> old.document then
            raise insufficient_privilege using message = 'the case is signed off';
        end if;
    end if;
    new.changed := desk.stamp();
    new.changed_by := session_user;
    return new;
end
$$;

create function desk.after_case() returns trigger
language plpgsql security definer set search_path = desk, pg_catalog as $$
begin
    if tg_op = 'INSERT' then
        perform desk.append('created', new.id, new.number, jsonb_build_object('version', 1)::text);
        return new;
    end if;
    if new.document <> old.document then
        perform desk.append('changed', new.id, new.number,
            (jsonb_build_object('version', new.version) || desk.difference(old.document, new.document))::text);
    end if;
    if new.state <> old.state and 'Signed off' in (new.state, old.state) then
        perform desk.append(case new.state when 'Signed off' then 'signed off' else 'reopened' end,
            new.id, new.number, jsonb_build_object('version', new.version)::text);
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

create trigger before_case before insert or update on desk.cases for each row execute function desk.before_case();
create trigger after_case after insert or update on desk.cases for each row execute function desk.after_case();

-- What only the client knows: an export with the file's hash, an accepted finding, a reason.
create function desk.tell(source text, what text, case_id text, detail text) returns void
language plpgsql security definer set search_path = desk, pg_catalog as $$
declare
    told desk.cases;
begin
    if what not in ('exported', 'finding accepted', 'reopened', 'imported') then
        raise insufficient_privilege using message = 'the server writes that itself';
    end if;
    select * into told from desk.cases where id = tell.case_id
       and (owner = session_user or pg_has_role(session_user, 'desk_lead', 'member'));
    if not found then
        raise insufficient_privilege using message = 'not a case of yours';
    end if;
    insert into desk.told values (tell.source) on conflict do nothing;
    if found then
        perform desk.append(what, case_id, told.number, detail);
    end if;
end
$$;

create function desk.head() returns text
language sql stable security definer set search_path = desk, pg_catalog as $$
    select coalesce((select hash from desk.trail order by seq desc limit 1), repeat('0', 64))
$$;

create function desk.forbid() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'the trail is append-only';
end
$$;
create trigger trail_is_not_changed before update or delete on desk.trail for each row execute function desk.forbid();
create trigger trail_is_not_emptied before truncate on desk.trail for each statement execute function desk.forbid();

-- Who may do what.
alter table desk.cases enable row level security;
alter table desk.trail enable row level security;
create policy own_cases on desk.cases to desk_reviewer
    using (owner = session_user) with check (owner = session_user);
create policy all_cases on desk.cases to desk_lead using (true) with check (true);
create policy trail_of_own_cases on desk.trail for select to desk_reviewer
    using (who = session_user or exists (select from desk.cases where id = trail.case_id));
create policy whole_trail on desk.trail for select to desk_lead using (true);

revoke all on schema desk from public;
revoke all on all functions in schema desk from public;
grant usage on schema desk to desk_reviewer, desk_lead;
grant select, insert, update on desk.cases to desk_reviewer, desk_lead;
grant select on desk.trail, desk.about to desk_reviewer, desk_lead;
grant execute on function desk.tell(text, text, text, text), desk.head() to desk_reviewer, desk_lead;
