-- Who is a minor, as the platform told it. A person is a random reference; no birthday stands here.

create table minor (
  person   uuid primary key,
  minor    boolean not null,
  until    date,
  guardian uuid check (guardian <> person),
  told_at  timestamptz not null,
  told_by  text not null,
  check (minor or (until is null and guardian is null))
);
comment on column minor.until is 'From this day on they are no minor any more; the first of a month, so that it is not their birthday.';
