-- The access log: an RFC 6962 Merkle tree, one row per group commit.

-- Head and batches carry no CHECK constraints: PostgreSQL would read and compile them anew for every
-- commit, which is the hottest statement there is. What they would say is checked whenever the head
-- or a batch is read, and the statement that writes moves the head by compare-and-set.

create table head (
  only_one  boolean primary key default true,
  size      bigint not null,
  root      bytea not null,
  frontier  bytea not null
);
comment on table head is 'Size, root and compact range of the tree; moved by compare-and-set only.';
insert into head (size, root, frontier)
values (0, '\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '\x');

create table batch (
  first_index  bigint primary key,
  entry_count  integer not null,
  batch_id     uuid not null,
  committed_at timestamptz not null,
  entries      bytea not null,
  leaf_hashes  bytea not null
) with (toast_tuple_target = 8160);
comment on column batch.entries is 'Each entry behind its length as a big-endian u16 (C2SP tlog-tiles entry bundle).';
comment on column batch.batch_id is 'Made by the writer, so that a commit of unknown outcome can be looked up among the last batches.';
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
create trigger head_stays before insert or delete or truncate on head
  for each statement execute function refuse_change();
