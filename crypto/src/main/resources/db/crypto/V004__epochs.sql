-- Epochs: what makes erasing survive old backups. The keys of the epochs lie outside the database.

create table epoch (
  id            integer primary key check (id > 0),
  state         text not null check (state in ('CURRENT', 'DRAINING', 'DESTROYED')),
  fingerprint   bytea not null check (octet_length(fingerprint) = 8),
  created_at    timestamptz not null,
  draining_at   timestamptz,
  destroyed_at  timestamptz
);
create unique index one_current_epoch on epoch (state) where state = 'CURRENT';
comment on table epoch is 'Which epochs there are. Their keys are files in the key directory, never rows.';

create table erasure_ledger (
  only_one  boolean primary key default true check (only_one),
  id        text not null,
  lines     bigint not null check (lines >= 0),
  chain     bytea not null check (octet_length(chain) = 32)
);
comment on table erasure_ledger is 'How far this database has applied the erasure ledger in the key directory.';

alter table subject add column epoch integer references epoch (id);
comment on column subject.epoch is 'Whose key wraps this key too; null in rows from before there were epochs.';
create index subject_wrapping on subject (epoch, wrap_key_id);
comment on index subject_wrapping is 'Finds without reading the table whether keys are still to be wrapped anew.';
