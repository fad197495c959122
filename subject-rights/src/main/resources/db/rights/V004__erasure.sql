-- What a deletion needs to remember beside its journal. No row names a person: references, and one id sealed.

create table tombstone (
  subject   text primary key,
  case_id   text not null references subject_case,
  placed_at timestamptz not null
);
comment on table tombstone is 'Who is being erased: nothing is encrypted for them any more. By reference; empty but for work under way.';

create table legal_hold (
  id         bigint generated always as identity primary key,
  subject    text,
  collection text,
  field      text,
  held_value text,
  reason     text not null,
  until      date,
  placed_by  text not null,
  placed_at  timestamptz not null,
  lifted_by  text,
  lifted_at  timestamptz,
  check ((subject is null) <> (collection is null)),
  check ((field is null) = (held_value is null)),
  check (field is null or collection is not null),
  check ((lifted_by is null) = (lifted_at is null))
);
comment on table legal_hold is 'What must not be deleted whoever asks: a person by reference, or rows of a collection, all or those with a value in a field.';
create index legal_hold_open on legal_hold (id) where lifted_at is null;

create table kept_data (
  case_id        text primary key references subject_case,
  sealed_subject bytea not null,
  due            date not null,
  received       date not null
);
comment on table kept_data is 'Of whom a law keeps something after the case has ended, and when to look again; gone when nothing is kept any more.';
create index kept_data_due on kept_data (due);

create table certificate (
  case_id   text primary key references subject_case,
  text      text not null,
  issued_at timestamptz not null
);
comment on table certificate is 'The signed certificate of each deletion that was carried out.';

create table erased_person (
  pseudonym bytea not null,
  case_id   text not null references subject_case,
  erased_at timestamptz not null,
  primary key (pseudonym, case_id)
);
comment on table erased_person is 'Who was erased: keyed hashes of their ids under a key that is not here, so that rows which come back with a store''s backup are known.';
