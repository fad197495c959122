-- The tree above the leaves: one hash for each full tile (C2SP tlog-tiles), so one for 256 entries.

-- Level 0, the leaf hashes, stands in audit.batch. No CHECK constraints, for the same reason as there.

create table node (
  level  smallint not null,
  n      bigint not null,
  hash   bytea not null,
  primary key (level, n)
);
comment on table node is 'Hash n of tile level 1 and up: the root of the full tile n of the level below. Without gaps from 0 on at each level; derived, and kept when batches are pruned.';

create trigger append_only before update or delete on node
  for each row execute function refuse_change();
create trigger append_only_whole before truncate on node
  for each statement execute function refuse_change();
