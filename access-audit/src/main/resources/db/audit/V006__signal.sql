-- Early signals: warnings that rules over the log gave rise to, and what people decided about them.

create table signal_state (
  only_one       boolean primary key default true check (only_one),
  owner          uuid,
  lease_until    timestamptz not null default '-infinity',
  watermark      bigint not null default 0,
  evaluated_time timestamptz,
  change         bigint not null default 0,
  snapshot       bytea,
  snapshot_index bigint not null default 0
);
alter table signal_state alter column snapshot set storage external;
comment on table signal_state is 'Who evaluates, up to which entry the warnings are complete, and what the detectors remember.';
comment on column signal_state.watermark is 'Every entry below this index is evaluated; moves in one transaction with what it gave rise to.';
comment on column signal_state.change is 'The number of the last change of any warning.';
comment on column signal_state.snapshot is 'What the detectors remembered before the entry of snapshot_index; never more than watermark.';
insert into signal_state default values;

create table warning (
  id            text primary key,
  rule          text not null,
  severity      smallint not null,
  state         text not null check (state in ('open', 'snoozed', 'closed', 'monitored')),
  caller        text not null,
  actor         text not null,
  purpose       text not null,
  field         text not null,
  detail        text not null,
  window_from   timestamptz not null,
  window_to     timestamptz not null,
  measured      double precision not null,
  baseline      double precision not null,
  threshold     double precision not null,
  first_seen    timestamptz not null,
  last_seen     timestamptz not null,
  last_index    bigint not null,
  findings      bigint not null,
  evidence      bigint[] not null,
  raised_at     timestamptz not null,
  change        bigint not null unique,
  snoozed_until timestamptz,
  settled_by    text,
  settled_why   text,
  check ((state = 'snoozed') = (snoozed_until is not null))
);
comment on column warning.evidence is 'Indexes of the first entries that gave a finding; the log is where they lead to.';
create unique index warning_live on warning (rule, caller, actor, purpose, field, detail)
  where state in ('open', 'snoozed');
create unique index warning_monitored on warning (rule, caller, actor, purpose, field, detail)
  where state = 'monitored';

create table signal_mode (
  rule       text primary key,
  mode       text not null check (mode in ('active', 'monitor', 'off')),
  changed_by text not null,
  changed_at timestamptz not null
);

create table planned_job (
  id           bigint primary key generated always as identity,
  rule         text not null,
  caller       text not null,
  actor        text not null,
  from_time    timestamptz not null,
  until_time   timestamptz not null,
  reason       text not null,
  made_by      text not null,
  made_at      timestamptz not null,
  findings     bigint not null default 0,
  last_finding timestamptz,
  check (caller <> '' or actor <> ''),
  check (from_time <= until_time)
);
comment on column planned_job.findings is 'What it has kept from becoming a warning.';
