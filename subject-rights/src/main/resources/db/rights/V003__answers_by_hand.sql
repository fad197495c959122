-- What staff answered where a step of a case needs somebody: one answer a step, never changed.
create table hand_answer (
  case_id     text not null references subject_case,
  step        integer not null,
  outcome     text not null check (outcome in ('done', 'not-found', 'exception')),
  evidence    text not null,
  answered_by text not null,
  answered_at timestamptz not null,
  primary key (case_id, step)
);
comment on column hand_answer.evidence is 'Code or hash of what proves it; nothing personal.';
