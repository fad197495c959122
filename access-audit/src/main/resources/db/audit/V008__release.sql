-- Copies of held entries go only in a transaction that says so; pauses of the log that a pruning has passed.
-- There is no V004 and there must never be one: directories were migrated past it.

create table release (
  intent      bigint primary key,
  boundary    bigint not null,
  entries     bigint not null check (entries > 0),
  holds       bigint[] not null,
  released_at timestamptz not null,
  transaction xid8 not null
);
comment on table release is 'Each time copies in audit.held were let go: in the transaction that deleted them.';
comment on column release.intent is 'Index of the entry that declared it before; -1 for all that went before there was this table.';
comment on column release.holds is 'The holds in force that were asked whether they want the copies.';

create table release_done (
  intent bigint primary key references release
);
comment on table release_done is 'Those whose outcome stands in the log.';

insert into release
  select -1, gone.boundary, gone.entries, '{}', now(), pg_current_xact_id()
  from (
    select coalesce(max(boundary), 0) as boundary,
      coalesce(sum(held), 0) - (select count(*) from audit.held
        where entry_index < (select coalesce(max(boundary), 0) from audit.pruned)) as entries
    from audit.pruned
  ) gone
  where gone.entries > 0;
insert into release_done select intent from release;

create trigger append_only before update or delete on release
  for each row execute function refuse_change();
create trigger append_only_whole before truncate on release
  for each statement execute function refuse_change();

-- Holds in force are those that are not released and whose last day is not over wherever one counts days.
create function check_release() returns trigger language plpgsql as $$
begin
  lock table audit.hold in share mode;
  new.released_at := now();
  new.transaction := pg_current_xact_id();
  if new.boundary <> (select coalesce(max(boundary), 0) from audit.pruned)
      or new.intent < new.boundary or new.intent >= (select size from audit.head) then
    raise exception 'no copies are let go: the entry % does not declare it', new.intent
      using errcode = 'insufficient_privilege';
  end if;
  if exists (select from audit.hold where released_at is null and id <> all (new.holds)
      and (until_day is null or until_day >= (now() at time zone 'UTC' + interval '14 hours')::date)) then
    raise exception 'no copies are let go: a hold that is in force was not asked'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger checked before insert on release for each row execute function check_release();

-- As many copies stay as were made and not let go, and none goes in a transaction that lets none go.
create function check_held() returns trigger language plpgsql as $$
declare
  below bigint := (select coalesce(max(boundary), 0) from audit.pruned);
begin
  if exists (select from gone where entry_index < below) and (
      not exists (select from audit.release
        where transaction = pg_current_xact_id() and released_at = now())
      or (select count(*) from audit.held where entry_index < below)
        <> (select sum(held) from audit.pruned) - (select sum(entries) from audit.release)) then
    raise exception 'held entries go only as a pruning declares it'
      using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger declared_only after delete on held referencing old table as gone
  for each statement execute function check_held();

-- Copies are made before the boundary rises over them, never after.
create function refuse_late_copy() returns trigger language plpgsql as $$
begin
  if new.entry_index < (select coalesce(max(boundary), 0) from audit.pruned) then
    raise exception 'the entry % is below the boundary: it is no copy', new.entry_index
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger above_only before insert on held for each row execute function refuse_late_copy();

create table pause (
  entry_index bigint primary key,
  began_at    timestamptz not null,
  ended_at    timestamptz not null,
  check (began_at < ended_at)
);
comment on table pause is 'Times below the boundary in which nothing was written for so long that the clock may have been set: an unattended pruning does not count them.';
comment on column pause.entry_index is 'The first entry after the pause.';
create trigger append_only before update or delete on pause
  for each row execute function refuse_change();
create trigger append_only_whole before truncate on pause
  for each statement execute function refuse_change();
