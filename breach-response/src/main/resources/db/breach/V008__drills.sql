-- Exercises: made-up accesses in the access log, events by a timetable, a score.

create table drill (
  number       bigint generated always as identity primary key,
  scenario     text not null,
  sha256       text not null,
  speed        integer not null check (speed between 1 and 3600),
  pilot        boolean not null,
  actor        text not null,
  request      text not null,
  state        text not null check (state in ('running', 'done', 'stopped')),
  began        timestamptz not null,
  ended        timestamptz,
  log_from     bigint not null,
  register     bigint not null,
  purpose      text not null,
  fields       text not null,
  entries      integer not null default 0,
  injects      integer not null default 0,
  elapsed      bigint not null default 0,
  seen         timestamptz not null,
  reached      text not null default '',
  incident     text,
  holder       uuid,
  lease        timestamptz not null,
  trouble      text not null default ''
);
comment on table drill is 'An exercise. Its incident, if anybody made one of its warning, begins with DRILL-.';
comment on column drill.speed is 'How many seconds of the drill pass in a second.';
comment on column drill.elapsed is 'Milliseconds of the drill that were played until seen; under the autopilot its clock waits for work that takes long.';
comment on column drill.reached is 'Goals and the millisecond of the drill at which a round first saw each.';
comment on column drill.log_from is 'Size of the access log when it began: its entries come after.';
comment on column drill.holder is 'The node that plays it, until the lease ends.';
comment on column drill.trouble is 'What the autopilot was refused last.';

create table drill_score (
  drill    bigint not null references drill (number),
  place    integer not null,
  item     text not null,
  target   bigint,
  measured bigint,
  points   integer not null check (points between 0 and of),
  of       integer not null,
  why      text not null,
  primary key (drill, place)
);
comment on table drill_score is 'What a drill was worth when it ended; times in seconds of the drill since the leak began.';
