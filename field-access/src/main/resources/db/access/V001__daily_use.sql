-- How many values each caller has read today, so that a restart does not reset a daily limit.

create table daily_use (
  day      date not null,
  caller   text not null,
  purpose  text not null,
  used     bigint not null check (used >= 0),
  primary key (day, caller, purpose)
);
comment on table daily_use is 'Nodes add their own counts about once a second; rows of past days are removed.';
