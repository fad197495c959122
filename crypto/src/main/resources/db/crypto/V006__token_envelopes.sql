-- What a stored token still needs: the version of the keyring "field" that its envelope names, and the version of the
-- keyring "token" under which it is looked up. Both are asked for before a version is destroyed.

alter table token add column field text;
comment on column token.field is 'Which field the value belongs to, without which nobody can seal it anew; null in rows from before V006 until they are.';

-- Bytes 3 to 6 of an envelope are its key id (docs/formats.md).
create index token_sealed_under on token (substring(envelope from 3 for 4), token_hash) where envelope is not null;
create index token_found_under on token (key_id) where envelope is not null;
