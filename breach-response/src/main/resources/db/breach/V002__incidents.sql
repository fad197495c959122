-- Warnings and incidents, and what people do for them. No row names a person: codes, references and texts of staff
-- whose form lets no number in.

create table incident (
  id            text primary key,
  number        integer not null unique,
  drill         boolean not null,
  title         text not null,
  state         text not null check (state in ('open', 'contained', 'assessed', 'notified', 'rectified', 'closed')),
  occurred_from timestamptz,
  occurred_to   timestamptz,
  detected      timestamptz not null,
  aware         timestamptz not null,
  owner         text not null,
  reopened      integer not null default 0,
  version       bigint not null default 1,
  opened_at     timestamptz not null,
  opened_by     text not null,
  check (occurred_from is null or occurred_to is null or occurred_from <= occurred_to),
  check (detected <= aware),
  check (drill = (id like 'DRILL-%'))
);
comment on column incident.aware is 'When the organisation knew with reasonable certainty: the clocks of notification start here and never stand.';

create table reached (
  incident text not null references incident,
  state    text not null,
  at       timestamptz not null,
  round    integer not null,
  primary key (incident, round, state)
);
comment on table reached is 'When an incident came to each state, for each time it was opened; rows are added and never changed.';

create table note (
  id       bigint generated always as identity primary key,
  incident text not null references incident,
  at       timestamptz not null,
  by       text not null,
  text     text not null
);
create index note_incident on note (incident, id);

create table task (
  id       bigint generated always as identity primary key,
  incident text not null references incident,
  title    text not null,
  owner    text not null,
  due      timestamptz not null,
  done_at  timestamptz,
  done_by  text,
  outcome  text,
  check ((done_at is null) = (done_by is null))
);
create index task_incident on task (incident, id);

create table evidence (
  id           bigint generated always as identity primary key,
  incident     text not null references incident,
  name         text not null,
  sha256       bytea not null check (length(sha256) = 32),
  bytes        bigint not null check (bytes >= 0),
  kept_where   text not null,
  collected_at timestamptz not null
);
comment on table evidence is 'What was secured: a hash of it, and where it is kept; never the thing itself.';
create index evidence_incident on evidence (incident, id);

create table custody (
  id       bigint generated always as identity primary key,
  evidence bigint not null references evidence,
  at       timestamptz not null,
  by       text not null,
  act      text not null check (act in ('collected', 'handed-over', 'examined', 'copied', 'returned', 'destroyed')),
  holder   text not null,
  reason   text not null
);
comment on table custody is 'Who had it, when and what for; rows are added and never changed.';
create index custody_evidence on custody (evidence, id);

create table approval (
  id         bigint generated always as identity primary key,
  incident   text not null references incident,
  what       text not null,
  reason     text not null,
  asked_by   text not null,
  asked_at   timestamptz not null,
  expires    timestamptz not null,
  granted_by text,
  granted_at timestamptz,
  used_at    timestamptz,
  check (granted_by is null or granted_by <> asked_by),
  check ((granted_by is null) = (granted_at is null)),
  check (used_at is null or granted_at is not null)
);
comment on table approval is 'The two-person rule: one asks, another grants, and it serves once.';
create index approval_incident on approval (incident, id);

create table post_mortem (
  incident    text primary key references incident,
  cause       text not null,
  findings    text not null,
  written_by  text not null,
  written_at  timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  check (approved_by is null or approved_by <> written_by)
);

create table corrective_action (
  id        bigint generated always as identity primary key,
  incident  text not null references incident,
  title     text not null,
  owner     text not null,
  due       date not null,
  done_at   timestamptz,
  done_by   text,
  reference text,
  check ((done_at is null) = (done_by is null)),
  check ((done_at is null) = (reference is null))
);
comment on column corrective_action.reference is 'What was changed: a version of the register, a rule, a ticket.';
create index corrective_action_incident on corrective_action (incident, id);

create table warning (
  id            bigint generated always as identity primary key,
  source        text not null,
  reference     text not null,
  drill         boolean not null,
  title         text not null,
  severity      text not null check (severity in ('low', 'medium', 'high', 'critical')),
  occurred_from timestamptz,
  occurred_to   timestamptz,
  raised        timestamptz not null,
  state         text not null check (state in ('open', 'snoozed', 'settled')),
  snoozed_until timestamptz,
  result        text,
  reason        text,
  incident      text references incident,
  decided_by    text,
  decided_at    timestamptz,
  unique (source, reference),
  check ((state = 'settled') = (result is not null)),
  check ((result = 'promoted') = (incident is not null))
);
comment on column warning.reference is 'What it is called where it comes from: told twice it is one warning.';
create index warning_open on warning (raised) where state <> 'settled';

create table signal_mark (
  only_row boolean primary key default true check (only_row),
  change   bigint not null
);
comment on table signal_mark is 'Up to which change the signals of the access log were taken over.';
insert into signal_mark (change) values (0);
