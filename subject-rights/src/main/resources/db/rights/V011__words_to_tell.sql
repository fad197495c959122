-- What people are to be told of their cases. Rows go when they were put into the outbox, or when nothing is left to be told.

create table case_word (
  case_id text not null references subject_case,
  number  integer not null,
  event   text not null,
  at      timestamptz not null,
  due     timestamptz not null,
  primary key (case_id, number)
);
comment on table case_word is 'Events of cases that their people are still to be told of; written with the event, deleted with the notice.';
create index case_word_due on case_word (due);

create table last_word (
  case_id        text primary key references subject_case,
  subject        text not null,
  sealed_subject bytea not null,
  ended_at       timestamptz not null
);
comment on table last_word is 'The platform''s id, sealed, of people whose case has ended and who are still being told of it; never of those who were deleted.';
create index last_word_subject on last_word (subject);

create table extension_wish (
  case_id  text primary key references subject_case,
  reason   text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  notice   text
);
comment on table extension_wish is 'Extensions that count when, and only when, the person has been told in time.';
