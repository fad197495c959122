-- Scans that outlive the process that runs them. A row holds where to look and how far the scan is, never what stands there.

create table job (
  id            uuid primary key,
  spec          jsonb not null,
  created_by    text not null,
  created_at    timestamptz not null default now(),
  state         text not null default 'queued'
    check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  cancel_wanted boolean not null default false,
  holder        uuid,
  lease_until   timestamptz,
  attempts      integer not null default 0,
  started_at    timestamptz,
  ended_at      timestamptz,
  progress      jsonb,
  resume        jsonb,
  outcome       jsonb,
  failure       text,
  check ((state = 'running') = (holder is not null)),
  check ((state in ('done', 'failed', 'cancelled')) = (ended_at is not null))
);
comment on table job is 'Scans, from being asked for to their end. One node runs each at a time: the one that holds its lease.';
comment on column job.lease_until is 'By the clock of the database; from then on any node may take the job over.';
comment on column job.attempts is 'How often a node began to run it since its last piece was done; more than once after a crash.';
comment on column job.resume is 'Where to go on after a crash, in the words of the scan itself.';
comment on column job.failure is 'Why it failed, without anything personal.';

create index job_open on job (created_at, id) where state in ('queued', 'running');
create index job_newest on job (created_at desc, id);
