-- Requests of people, from coming in to their end. No row names a person: a reference, and the platform's own id sealed
-- under a key that is not here, for as long as the work needs it.

create table subject_case (
  id             text primary key,
  type           text not null,
  subject        text not null,
  sealed_subject bytea,
  requester      text not null,
  channel        text not null,
  opened_by      text not null,
  received_at    timestamptz not null,
  state          text not null,
  committed      boolean not null default false,
  since          timestamptz not null,
  reason         text not null default '',
  until          timestamptz,
  ended_at       timestamptz,
  changes        integer not null default 0,
  check ((state in ('completed', 'refused', 'cancelled', 'expired')) = (ended_at is not null)),
  check (ended_at is null or sealed_subject is null),
  check ((state in ('cooling-off', 'deferred')) = (until is not null))
);
comment on column subject_case.subject is 'Reference of the person, as in the access log.';
comment on column subject_case.sealed_subject is 'The id that the platform knows the person by; deleted when the case ends.';
comment on column subject_case.committed is 'Part of what it destroys is gone: it can only go forward.';
comment on column subject_case.changes is 'How many lines of history it has.';

create index subject_case_open on subject_case (received_at, id) where ended_at is null;
create index subject_case_newest on subject_case (received_at desc, id);
create index subject_case_person on subject_case (subject, type);

create table case_event (
  case_id text not null references subject_case,
  number  integer not null,
  at      timestamptz not null,
  event   text not null,
  actor   text not null,
  state   text not null,
  facts   jsonb not null,
  primary key (case_id, number)
);
comment on table case_event is 'The history of each case; never changed.';

create table case_step (
  case_id  text not null references subject_case,
  number   integer not null,
  kind     text not null,
  place    text not null,
  input    jsonb not null,
  state    text not null default 'planned' check (state in ('planned', 'begun', 'done')),
  attempts integer not null default 0,
  tried_at timestamptz,
  begun_at timestamptz,
  ended_at timestamptz,
  result   jsonb not null default '{}',
  primary key (case_id, number),
  check ((state = 'done') = (ended_at is not null)),
  check (state = 'planned' or begun_at is not null)
);
comment on column case_step.tried_at is 'When it was begun first; how long it has been in trouble is counted from here.';
comment on table case_step is 'The journal of the work: a step is written when it is begun and when it is done.';

-- The table of db-scheduler, as its version 16 wants it.
create table scheduled_task (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_task_due on scheduled_task (execution_time);
create index scheduled_task_heartbeat on scheduled_task (last_heartbeat);
