"""A reviewer of the team stays a reviewer, whatever SQL they send."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import psycopg
import pytest

from desktop.cases.case import Case
from desktop.store.team.making import make
from desktop.store.team.team_cases import TeamCases
from tests.conftest import ROOT
from tests.store.conftest import ID

if TYPE_CHECKING:
    from tests.store.postgres import Server

AS_OWNER = """
create function pg_temp.act(value pg_catalog.text) returns boolean language plpgsql as $act$
begin
    begin execute 'grant desk_lead to alice'; exception when others then null; end;
    begin execute 'alter role alice superuser'; exception when others then null; end;
    begin execute 'alter table desk.trail disable trigger all';
    exception when others then null; end;
    begin execute 'update desk.trail set who = ''bob'''; exception when others then null; end;
    return true;
end
$act$;
"""
"""What code of alice's would do as somebody who may do more."""

DOMAINS = "".join(
    f"create domain pg_temp.{name} as pg_catalog.{kind} check (pg_temp.act(value::text));\n"
    for name, kind in (
        ("text", "text"), ("jsonb", "jsonb"), ("bigint", "int8"), ("int4", "int4"),
        ("name", "name"),
    )
)  # fmt: skip
WORK = f"""
update desk.cases set document = replace(document, 'CM26-1', 'CM26-2') where id = '{ID}';
select desk.tell('source', 'exported', '{ID}', '{{}}');
select desk.head();
select * from desk.trail;
"""
WAYS = {
    "a domain that is called like a type of the functions": AS_OWNER + DOMAINS + WORK,
    "a table that is called like one of ours": AS_OWNER
    + "create table pg_temp.trail(seq int8, hash text); create table pg_temp.cases(id text);"
    + "set search_path = pg_temp, desk; "
    + WORK,
    "an operator of one's own": AS_OWNER
    + "create function pg_temp.same(a text, b text) returns boolean language sql as "
    + "'select pg_temp.act(a)'; "
    + "create operator pg_temp.= (leftarg = text, rightarg = text, function = pg_temp.same); "
    + "set search_path = pg_temp, pg_catalog; "
    + WORK,
    "a cast of one's own": AS_OWNER
    + "create function pg_temp.turn(text) returns jsonb language sql as "
    + "'select to_jsonb(pg_temp.act($1))'; "
    + "create cast (text as jsonb) with function pg_temp.turn(text) as implicit; "
    + WORK,
    "a value that is computed when a row is read": AS_OWNER
    + "select * from desk.cases where pg_temp.act(document); "
    + WORK,
    "a view with a function in it": AS_OWNER
    + "create view pg_temp.cases as select * from desk.cases where pg_temp.act(document); "
    + "select * from pg_temp.cases; create view desk.all as select * from desk.cases; "
    + WORK,
    "a rule on a table of ours": AS_OWNER
    + "create rule also as on update to desk.cases do also select pg_temp.act(new.document); "
    + WORK,
    "a trigger on a table of ours": AS_OWNER
    + "create function pg_temp.fire() returns trigger language plpgsql as "
    + "'begin perform pg_temp.act(null); return new; end'; "
    + "create trigger mine before update on desk.cases for each row "
    + "execute function pg_temp.fire(); "
    + WORK,
    "an event trigger": "create function public.fire() returns event_trigger language plpgsql as "
    + "'begin end'; create event trigger mine on ddl_command_end execute function public.fire();",
    "another role": "set role desk_lead; set role desk_owner; set role postgres; "
    + "set session authorization postgres; grant desk_lead to alice;",
    "a role's own settings": "alter role lena set session_preload_libraries = '/tmp/mine'; "
    + "alter role postgres set search_path = pg_temp;",
    "a file of the server": "copy (select 1) to program 'touch /tmp/mine'; "
    + "copy desk.cases to '/tmp/mine'; select pg_read_file('/etc/passwd'); "
    + "select lo_export(lo_from_bytea(0, 'x'), '/tmp/mine'); create extension plpython3u;",
    "another's session": "select pg_terminate_backend(pid) from pg_stat_activity where "
    + "usename <> 'alice' and backend_type = 'client backend'; load '/tmp/mine.so';",
    "a table's column": "alter table desk.cases add column mine text default session_user; "
    + "alter table desk.cases disable row level security; alter table desk.trail owner to alice;",
    "the functions": "create or replace function desk.is_lead() returns boolean language sql as "
    + "'select true'; alter function desk.head() owner to alice; "
    + "select desk.append('signed off', '', '', '{}'); select desk.difference('{}', '{}');",
}
"""Statements of alice's, by what they try; each runs, or is refused, by itself."""


def statements(script: str) -> list[str]:
    """The statements of `script`; a function's body is not cut."""
    found, inside = [""], False
    for piece in script.split(";"):
        found[-1] += piece
        inside ^= piece.count("$act$") % 2 == 1 or piece.count("'") % 2 == 1
        found.append("") if not inside else found.__setitem__(-1, found[-1] + ";")
    return [one for one in found if one.strip()]


def run_all(url: str, script: str) -> int:
    """Run each statement of `script` whatever became of the others; how many were refused."""
    refused = 0
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements(script):
            try:
                connection.execute(statement.encode())
            except psycopg.Error:
                refused += 1
    return refused


def power(server: Server) -> list[tuple[object, ...]]:
    """Who may do what, and what guards the trail."""
    with psycopg.connect(server.url()) as keeper:
        return keeper.execute(
            "select 'role', rolname, rolsuper, rolcreaterole, rolbypassrls from pg_roles "
            "union all select 'member', member::regrole::text || ' of ' || roleid::regrole, "
            "false, false, false from pg_auth_members "
            "union all select 'trigger', tgname, tgenabled = 'O', false, false from pg_trigger "
            "where tgrelid in ('desk.cases'::regclass, 'desk.trail'::regclass) "
            "union all select 'table', relname || relowner::regrole, relrowsecurity, false, false "
            "from pg_class where relnamespace = 'desk'::regnamespace and relkind = 'r' "
            "order by 1, 2"
        ).fetchall()


@pytest.mark.parametrize("way", WAYS)
def test_a_reviewer_becomes_nobody_else(worked: Server, way: str) -> None:
    before = power(worked)
    run_all(worked.url("alice"), WAYS[way])
    assert power(worked) == before
    with TeamCases(worked.url("lena")) as lena:
        assert lena.verify().sound
        assert {entry.who for entry in lena.trail()} == {"alice", "bob"}
        assert lena.whole("c" * 32).version == 1


def test_the_statements_are_ones_that_work_where_they_are_not_refused(worked: Server) -> None:
    """The domain's function runs, in alice's own name: what is tried is no syntax error."""
    assert run_all(worked.url("alice"), WORK) == 0
    with psycopg.connect(worked.url(), autocommit=True) as keeper:
        keeper.execute("grant temporary on database desk to public")
    assert run_all(worked.url("alice"), AS_OWNER + "select pg_temp.act('x')") == 0
    assert run_all(worked.url("alice"), AS_OWNER + DOMAINS + WORK) == 0
    with TeamCases(worked.url("lena")) as lena:
        assert {entry.who for entry in lena.trail()} == {"alice", "bob"}


@pytest.mark.parametrize("way", WAYS)
def test_nor_where_temporary_objects_are_allowed(worked: Server, way: str) -> None:
    """The functions are safe by themselves, were the database's own grants laid otherwise."""
    with psycopg.connect(worked.url(), autocommit=True) as keeper:
        keeper.execute("grant temporary on database desk to public")
        keeper.execute("grant create on schema public to public")
    before = power(worked)
    run_all(worked.url("alice"), WAYS[way])
    assert power(worked) == before
    with TeamCases(worked.url("lena")) as lena:
        assert lena.verify().sound
        assert {entry.who for entry in lena.trail()} == {"alice", "bob"}


@pytest.mark.parametrize("table", ["cases", "trail", "told", "about"])
@pytest.mark.parametrize("mode", ["row share", "share", "exclusive", "access exclusive"])
@pytest.mark.parametrize("name", ["alice", "lena"])
def test_nobody_locks_a_table_against_the_others(
    worked: Server, table: str, mode: str, name: str
) -> None:
    with (
        psycopg.connect(worked.url(name)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(f"lock table desk.{table} in {mode} mode".encode())


def test_no_function_runs_as_a_superuser_or_finds_what_its_caller_made(team: Server) -> None:
    with psycopg.connect(team.url()) as keeper:
        found = keeper.execute(
            "select proname, proowner::regrole::text, rolsuper, rolcanlogin, proconfig "
            "from pg_proc join pg_roles on pg_roles.oid = proowner "
            "where pronamespace = 'desk'::regnamespace"
        ).fetchall()
    assert len(found) > 9
    for name, owner, is_super, logs_in, settings in found:
        assert (owner, is_super, logs_in) == ("desk_owner", False, False), name
        assert settings == ["search_path=pg_catalog, pg_temp"], name


def is_lead(server: Server, name: str) -> bool:
    with psycopg.connect(server.url()) as keeper:
        found = keeper.execute("select pg_has_role(%s, 'desk_lead', 'member')", (name,)).fetchone()
    return found == (True,)


# -- a server that an earlier release made -------------------------------------------------------


@pytest.fixture
def old(server: Server) -> Server:
    """The team's server of release 0.1.0."""
    server.new_database()
    dump = (ROOT / "tests/frozen/0.1.0/team.sql").read_bytes()
    words = ["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", server.url()]
    subprocess.run(words, input=dump, check=True, capture_output=True)
    return server


def test_the_server_of_0_1_0_is_one_on_which_a_reviewer_becomes_a_lead(old: Server) -> None:
    """What the functions of today withstand is a danger, not a fancy."""
    run_all(old.url("alice"), WAYS["a domain that is called like a type of the functions"])
    assert is_lead(old, "alice")
    with psycopg.connect(old.url(), autocommit=True) as keeper:
        keeper.execute("revoke desk_lead from alice")
        keeper.execute("alter role alice nosuperuser")


def test_init_run_again_mends_it_and_keeps_its_cases_and_trail(old: Server) -> None:
    with TeamCases(old.url("lena")) as lena:
        before, chain = [lena.whole(row.id) for row in lena.rows()], lena.verify()
        assert lena.schema == 1
    assert make(old.url()) is False
    with TeamCases(old.url("lena")) as lena:
        assert lena.schema == 2
        assert [lena.whole(row.id) for row in lena.rows()] == before
        assert lena.verify() == chain
    test_no_function_runs_as_a_superuser_or_finds_what_its_caller_made(old)
    run_all(old.url("alice"), WAYS["a domain that is called like a type of the functions"])
    assert not is_lead(old, "alice")


def test_init_is_run_by_a_keeper_who_is_no_superuser(server: Server) -> None:
    server.new_database()
    with psycopg.connect(server.url(), autocommit=True) as admin:
        admin.execute("drop role if exists keeper")
        admin.execute("create role keeper login createrole")
        admin.execute("alter database desk owner to keeper")
        for role in ("desk_owner", "desk_reviewer", "desk_lead", "alice"):
            if admin.execute("select 1 from pg_roles where rolname = %s", (role,)).fetchone():
                admin.execute(f"grant {role} to keeper with admin option".encode())
    try:
        assert make(server.url("keeper"), reviewers=("alice",))
        assert make(server.url("keeper")) is False
        with TeamCases(server.url("alice")) as alice:
            assert alice.add(ID, Case()) == 1
    finally:
        with psycopg.connect(server.url(database="postgres"), autocommit=True) as admin:
            admin.execute("drop database desk with (force)")
            admin.execute("drop owned by keeper")
            admin.execute("drop role keeper")
