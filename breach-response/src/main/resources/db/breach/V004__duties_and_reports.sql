-- Duties of the law: assessments, decisions, fulfilments, and the reports to regulators. No row names a person.

create table duty_assessment (
  number   bigint generated always as identity primary key,
  incident text not null,
  at       timestamptz not null,
  actor    text not null,
  aware    timestamptz not null,
  facts    jsonb not null
);
comment on table duty_assessment is 'What was known when the duties were computed; rows are added and never changed.';
create index duty_assessment_incident on duty_assessment (incident, number);

create table duty_clock (
  assessment bigint not null references duty_assessment (number),
  duty       text not null,
  started    timestamptz not null,
  due        timestamptz not null,
  by_law     boolean not null,
  primary key (assessment, duty)
);
comment on table duty_clock is 'The clocks that an assessment showed, as the data files had them then.';

create table duty_decision (
  number   bigint generated always as identity primary key,
  incident text not null,
  duty     text not null,
  choice   text not null check (choice in ('tell', 'do-not-tell', 'withdrawn')),
  ground   text,
  reason   text not null,
  evidence text,
  actor    text not null,
  at       timestamptz not null,
  check ((choice = 'do-not-tell') = (ground is not null)),
  check ((choice = 'do-not-tell') = (evidence is not null))
);
comment on table duty_decision is 'Decisions; the last one of a duty stands. Rows are added and never changed.';
create index duty_decision_incident on duty_decision (incident, number);

create table duty_approval (
  decision bigint primary key references duty_decision (number),
  actor    text not null,
  at       timestamptz not null
);
comment on table duty_approval is 'That another person agreed to telling nobody.';

create table duty_fulfilment (
  number      bigint generated always as identity primary key,
  incident    text not null,
  duty        text not null,
  stage       text not null check (stage in ('first', 'final')),
  at          timestamptz not null,
  actor       text not null,
  late_reason text,
  taken_back  boolean not null
);
comment on table duty_fulfilment is 'That a duty was done, or that this was taken back; the last row of a stage stands.';
create index duty_fulfilment_incident on duty_fulfilment (incident, number);

create table report_version (
  incident   text not null,
  duty       text not null,
  version    integer not null check (version > 0),
  kind       text not null check (kind in ('first', 'follow-up', 'final', 'withdrawn')),
  content    text not null,
  drafted_by text not null,
  drafted_at timestamptz not null,
  sha256     text,
  filed_by   text,
  filed_at   timestamptz,
  primary key (incident, duty, version),
  check ((sha256 is null) = (filed_at is null) and (filed_by is null) = (filed_at is null))
);
comment on table report_version is 'Reports to regulators as versions: canonical JSON, immutable once filed.';
create unique index report_version_draft on report_version (incident, duty) where filed_at is null;

create table report_receipt (
  incident text not null,
  duty     text not null,
  version  integer not null,
  receipt  text not null,
  actor    text not null,
  at       timestamptz not null,
  primary key (incident, duty, version),
  foreign key (incident, duty, version) references report_version (incident, duty, version)
);
comment on table report_receipt is 'The number under which the regulator took a filed version.';

create function report_version_kept() returns trigger language plpgsql as $$
begin
  if old.filed_at is not null then
    raise exception 'a filed report does not change';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger report_version_kept before update or delete on report_version
  for each row execute function report_version_kept();
