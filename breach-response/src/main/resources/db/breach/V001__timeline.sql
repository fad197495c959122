-- What was done for incidents. No row names a person.

create sequence incident_number as integer maxvalue 99999999;
comment on sequence incident_number is 'Numbers of incidents and drills; none is given twice.';

create table timeline (
  number   bigint generated always as identity primary key,
  incident text not null,
  at       timestamptz not null,
  actor    text not null,
  request  text not null,
  act      text not null,
  details  jsonb not null
);
comment on table timeline is 'Every act for an incident, committed together with what it changed; rows are added and never changed.';
create index timeline_incident on timeline (incident, number);
