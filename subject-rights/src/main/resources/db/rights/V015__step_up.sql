-- When the platform last vouched for a second factor of its own, in place of a code to an old contact.
alter table rights.identity_proof add column stepped_up_at timestamptz;
