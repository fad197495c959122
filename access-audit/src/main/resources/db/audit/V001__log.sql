-- The access log: an RFC 6962 Merkle tree, one row per group commit.

create table head (
  only_one  boolean primary key default true check (only_one),
  size      bigint not null check (size >= 0),
  root      bytea not null check (octet_length(root) = 32),
  frontier  bytea not null check (octet_length(frontier) % 32 = 0)
);
comment on table head is 'Size, root and compact range of the tree; moved by compare-and-set only.';
insert into head (size, root, frontier)
values (0, '\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '\x');

create table batch (
  first_index  bigint primary key check (first_index >= 0),
  entry_count  integer not null check (entry_count > 0),
  batch_id     uuid not null unique,
  committed_at timestamptz not null,
  entries      bytea not null,
  leaf_hashes  bytea not null,
  check (octet_length(leaf_hashes) = 32 * entry_count)
);
comment on column batch.entries is 'Each entry behind its length as a big-endian u16 (C2SP tlog-tiles entry bundle).';
comment on column batch.batch_id is 'Made by the writer, so that an unknown commit outcome can be looked up.';
alter table batch alter column entries set storage external;
alter table batch alter column leaf_hashes set storage external;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the access log is append-only: % on % is refused', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on batch
  for each row execute function refuse_change();
create trigger append_only_whole before truncate on batch
  for each statement execute function refuse_change();
create trigger head_stays before delete or truncate on head
  for each statement execute function refuse_change();
