-- What people had restricted: read for legal duties only until it is lifted. No row names a person.
create table restriction (
  id        bigint generated always as identity primary key,
  subject   text not null,
  field     text not null,
  case_id   text not null references subject_case,
  placed_at timestamptz not null,
  lifted_at timestamptz,
  lifted_by text,
  unique (case_id, field),
  check ((lifted_at is null) = (lifted_by is null))
);
comment on column restriction.field is 'A field of the register; empty for all fields of the person.';
create index restriction_in_force on restriction (subject) where lifted_at is null;
