-- How far each phase of each job came: enough to go on after kill -9.
CREATE TABLE protect.phase (
  job text NOT NULL,
  phase text NOT NULL CHECK (phase IN ('backfill', 'verify', 'clear', 'rewrap')),
  -- SHA-256 over what the job says about the table: another table is another work.
  fingerprint text NOT NULL,
  pass integer NOT NULL CHECK (pass > 0),
  -- The last key of the last committed batch of this pass; a key can name a person, so none is
  -- kept once the phase is finished.
  last_key text[],
  -- The counts of all passes as JSON would have them, in the order of the enum Counted.
  counts bigint[] NOT NULL,
  pass_written bigint NOT NULL,
  pass_changed bigint NOT NULL,
  finished boolean NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (job, phase),
  CHECK (NOT finished OR last_key IS NULL)
);
