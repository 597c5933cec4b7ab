-- Schema 2: why a signed-off case is reopened comes with the change itself, and empties itself.
alter table desk.cases add column if not exists reason text not null default '';
update desk.about set schema = 2 where schema < 2;
