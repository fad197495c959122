-- Pruning of the log's beginning under a declared policy, entries that outlive it, and legal holds.

create table pruned (
  boundary        bigint primary key,
  previous        bigint not null,
  recorded_at     timestamptz not null,
  committed_before timestamptz not null,
  law             text not null,
  article         text not null,
  policy          bytea not null,
  policy_text     text not null,
  root            bytea not null,
  held            bigint not null,
  checkpoint_size bigint not null,
  intent          bigint not null
);
comment on table pruned is 'Each pruning there was; the highest boundary is in force. Below it nothing is read, and batches may go.';
comment on column pruned.boundary is 'Index of the first entry that is kept: a multiple of 256, the width of a tile.';
comment on column pruned.committed_before is 'Every entry below the boundary was committed before this moment, which the policy gave.';
comment on column pruned.policy is 'SHA-256 of policy_text, the policy file as it stood.';
comment on column pruned.root is 'Root of the tree of the first boundary entries.';
comment on column pruned.held is 'How many entries from previous to boundary were copied to audit.held before.';
comment on column pruned.intent is 'Index of the entry that declared this pruning before it happened.';

create table pruning_done (
  boundary    bigint primary key references pruned,
  finished_at timestamptz not null
);
comment on table pruning_done is 'Prunings whose batches are gone and whose outcome stands in the log.';

create table held (
  entry_index  bigint primary key,
  committed_at timestamptz not null,
  entry        bytea not null,
  leaf_hash    bytea not null,
  siblings     bytea not null,
  check (length(leaf_hash) = 32 and length(siblings) = 256)
);
comment on table held is 'Copies of entries that a longer term or a legal hold keeps; they count below the boundary only.';
comment on column held.siblings is 'The 8 hashes beside the way from the leaf to the root of its tile; audit.node has the rest of the proof.';
alter table held alter column entry set storage external;

create table hold (
  id          bigint primary key generated always as identity,
  query       text not null,
  reason      text not null,
  placed_by   text not null,
  placed_at   timestamptz not null,
  until_day   date,
  released_by text,
  released_at timestamptz,
  check ((released_by is null) = (released_at is null))
);
comment on table hold is 'Legal holds: entries that a hold wants, now or later, are not pruned without being copied to audit.held.';
comment on column hold.query is 'In the query language of docs/audit.md; people by reference only, as the reference outlives their id.';
comment on column hold.until_day is 'The last day of the hold; null until it is released.';

-- The door in the wall around audit.batch: not a setting that somebody might leave open, but the
-- recorded boundary. The last batch never goes, so that the head can always be checked against it.
create function refuse_unpruned() returns trigger language plpgsql as $$
begin
  if old.first_index + old.entry_count > (select coalesce(max(boundary), 0) from audit.pruned)
      or old.first_index + old.entry_count >= (select size from audit.head) then
    raise exception 'the access log is append-only: the batch at % is not below the recorded boundary', old.first_index
      using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;
drop trigger append_only on batch;
create trigger append_only before update on batch for each row execute function refuse_change();
create trigger pruned_only before delete on batch for each row execute function refuse_unpruned();

-- Half a year is asked for by law (Cybersecurity Law, article 23), so no policy file can make this
-- database forget sooner. The day less allows for the zone in which the policy counts its days.
create function within_half_a_year(moment timestamptz) returns boolean language sql stable as $$
  select moment + interval '6 months' - interval '1 day' > now()
$$;

create function check_pruned() returns trigger language plpgsql as $$
declare
  fault text;
begin
  select case
    when new.previous <> (select coalesce(max(boundary), 0) from audit.pruned)
      then 'it does not follow the boundary in force'
    when new.boundary <= new.previous or new.boundary % 256 <> 0
      then 'it is no higher multiple of 256'
    when new.boundary > new.checkpoint_size or new.boundary >= (select size from audit.head)
      then 'it is above what is kept'
    when (select coalesce(max(n) + 1, 0) from audit.node where level = 1) < new.boundary / 256
      then 'the tree above is not stored that far'
    when (select count(*) from audit.held where entry_index >= new.previous and entry_index < new.boundary) <> new.held
      then 'the copies of what is held are not all there'
    when exists (select from audit.batch where first_index < new.boundary
        and (committed_at >= new.committed_before or audit.within_half_a_year(committed_at)))
      then 'there are entries below that must be kept'
    end into fault;
  if fault is not null then
    raise exception 'the access log is not pruned below %: %', new.boundary, fault
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger checked before insert on pruned for each row execute function check_pruned();
create trigger append_only before update or delete on pruned
  for each row execute function refuse_change();
create trigger append_only_whole before truncate on pruned
  for each statement execute function refuse_change();

-- A copy may go when it is above the boundary, where its batch is, or older than half a year.
create function refuse_young() returns trigger language plpgsql as $$
begin
  if old.entry_index < (select coalesce(max(boundary), 0) from audit.pruned)
      and audit.within_half_a_year(old.committed_at) then
    raise exception 'the entry % is held and younger than six months', old.entry_index
      using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;
create trigger append_only before update on held for each row execute function refuse_change();
create trigger old_only before delete on held for each row execute function refuse_young();
create trigger append_only_whole before truncate on held
  for each statement execute function refuse_change();

create function only_release() returns trigger language plpgsql as $$
begin
  if old.released_at is not null or new.released_at is null
      or (new.query, new.reason, new.placed_by, new.placed_at) is distinct from (old.query, old.reason, old.placed_by, old.placed_at)
      or new.until_day is distinct from old.until_day then
    raise exception 'a hold changes only by being released, once'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_release before update on hold for each row execute function only_release();
create trigger append_only before delete on hold for each row execute function refuse_change();
create trigger append_only_whole before truncate on hold
  for each statement execute function refuse_change();
