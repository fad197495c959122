-- How far an incident reaches, how grave it is, and what holds it back. Persons stand here as references only.

create table estimate (
  number    bigint generated always as identity primary key,
  incident  text not null,
  at        timestamptz not null,
  actor     text not null,
  tree_size bigint not null check (tree_size >= 0),
  root      bytea not null check (length(root) = 32),
  persons   bigint not null check (persons >= 0),
  records   bigint not null check (records >= persons),
  content   jsonb not null
);
comment on table estimate is 'Estimates of the scope of incidents with what they were made from; rows are added and never changed.';
comment on column estimate.root is 'Root of the access log at tree_size, so that the estimate can be repeated.';
comment on column estimate.content is 'The query and the figures.';
create index estimate_incident on estimate (incident, number);

create table estimate_persons (
  estimate bigint not null references estimate,
  chunk    integer not null check (chunk >= 0),
  refs     bytea not null check (length(refs) > 0 and length(refs) % 17 = 0),
  primary key (estimate, chunk)
);
comment on table estimate_persons is 'The persons of an estimate in ascending order: 16 bytes of the reference and a byte of marks each.';

create table assessment (
  number   bigint generated always as identity primary key,
  incident text not null,
  at       timestamptz not null,
  actor    text not null,
  estimate bigint references estimate,
  content  jsonb not null
);
comment on table assessment is 'Assessments of how grave an incident is, with all that went into them; rows are added and never changed.';
create index assessment_incident on assessment (incident, number);

create table containment (
  number     bigint generated always as identity primary key,
  incident   text not null,
  kind       text not null,
  target     text not null,
  setting    bigint check (setting >= 0),
  reason     text not null,
  started_at timestamptz not null,
  started_by text not null,
  until      timestamptz check (until > started_at),
  log_from   bigint not null check (log_from >= 0),
  lifted_at  timestamptz,
  lifted_by  text,
  check ((lifted_at is null) = (lifted_by is null))
);
comment on table containment is 'What was suspended, frozen or lowered for incidents, from when to when.';
comment on column containment.setting is 'The limit, where a limit is lowered.';
comment on column containment.log_from is 'Size of the access log when it began: what it refused stands behind.';
create index containment_active on containment (kind, target) where lifted_at is null;
create index containment_incident on containment (incident, number);

create table containment_waived (
  incident text primary key,
  at       timestamptz not null,
  actor    text not null,
  reason   text not null
);
comment on table containment_waived is 'Incidents that need nothing to be held back, and why.';
