-- Acts whose outcome does not stand in the access log yet, so that none is left without one when a node is killed.

create table act_under_way (
  id       uuid primary key,
  act      text not null,
  actor    text not null,
  request  text not null,
  details  jsonb not null,
  log_from bigint not null check (log_from >= 0),
  made     boolean not null default false,
  seen     timestamptz not null default now()
);
comment on table act_under_way is 'From before the intent is logged until the outcome is. The row is locked while the change is made.';
comment on column act_under_way.made is 'Set by the transaction that makes the change: the outcome is done, whatever became of the node.';
comment on column act_under_way.seen is 'By the clock of the database: when it came so far.';
