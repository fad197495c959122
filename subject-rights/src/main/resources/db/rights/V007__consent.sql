-- Consent: what people were shown, and what they said. No row names a person: references only.

create function unchangeable() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are never changed or removed', tg_table_schema, tg_table_name;
end $$;

create table consent_text (
  purpose      text not null,
  language     text not null check (language in ('zh', 'en')),
  version      text not null,
  text         text not null,
  sha256       bytea not null check (sha256 = sha256(convert_to(text, 'UTF8'))),
  published_by text not null,
  published_at timestamptz not null,
  primary key (purpose, language, version)
);
comment on table consent_text is 'Each text that asks for consent to a purpose, as it is shown, with the hash of its UTF-8. Never changed: another wording is another version.';
create trigger unchangeable before update or delete on consent_text
  for each row execute function unchangeable();

create table consent_event (
  id          bigint generated always as identity primary key,
  subject     text not null,
  purpose     text not null,
  decision    text not null check (decision in ('given', 'refused', 'withdrawn')),
  language    text,
  version     text,
  decided_at  timestamptz not null,
  recorded_at timestamptz not null,
  caller      text not null,
  case_id     text references subject_case,
  check ((language is null) = (version is null)),
  check (decision = 'withdrawn' or version is not null),
  check (decided_at <= recorded_at),
  foreign key (purpose, language, version) references consent_text
);
comment on table consent_event is 'Who decided what about a purpose, when, and which text they saw. Never changed; the last decision counts.';
create index consent_event_last on consent_event (subject, purpose, decided_at desc, id desc);
create trigger unchangeable before update or delete on consent_event
  for each row execute function unchangeable();
