-- The life of keyring versions: how far back a keyring opens, how much each version was used, and
-- destruction, which two persons decide and a waiting time precedes.

create table keyring (
  name                 text primary key,
  min_decrypt_version  integer not null default 1 check (min_decrypt_version > 0)
);
comment on column keyring.min_decrypt_version is 'Versions below are retired: kept, but they open nothing.';

alter table keyring_version
  add column sealed        bigint not null default 0 check (sealed >= 0),
  add column reserved      bigint not null default 0 check (reserved >= 0),
  add column opened        bigint not null default 0 check (opened >= 0),
  add column last_used_at  timestamptz,
  add column active_ms     bigint not null default 0 check (active_ms >= 0);
comment on column keyring_version.reserved is 'Seals that running nodes may have done since they last counted; what a killed node had reserved stays.';
comment on column keyring_version.active_ms is 'How long a running service watched the version being active.';

create table key_destruction (
  key_id        bigint primary key references keyring_version (key_id),
  requested_by  text not null,
  requested_at  timestamptz not null,
  approved_by   text,
  approved_at   timestamptz,
  waited_ms     bigint not null default 0 check (waited_ms >= 0),
  check ((approved_by is null) = (approved_at is null)),
  check (approved_by <> requested_by)
);
comment on table key_destruction is 'Destructions that wait. An approved one retires its version; deleting the row restores it.';
comment on column key_destruction.waited_ms is 'How long a running service watched the request, and from the approval on the waiting time.';

create table key_watch (
  only_one  boolean primary key default true check (only_one),
  holder    text not null,
  beat      bigint not null,
  seen_at   timestamptz not null
);
comment on table key_watch is 'Which node counts waiting time, and when it last did: one at a time, so that clocks that differ add up to nothing.';
