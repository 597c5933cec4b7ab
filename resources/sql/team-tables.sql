-- The tables of a team's library, as release 0.1.0 made them. They are made once; what came later is
-- in `team-steps.sql`, and the functions, policies and grants, which every “library init” lays anew,
-- in `team-rules.sql`. Run by the database's keeper.

create schema desk authorization desk_owner;

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
