-- Why a rotation ended without reaching its goal. Only one that was rotated tells no reason.

ALTER TABLE rekey.rotation
  DROP CONSTRAINT rotation_outcome_check,
  ADD CONSTRAINT rotation_outcome_check
    CHECK (outcome IN ('rotated', 'withdrawn', 'unfinished', 'superseded', 'discarded')),
  ADD COLUMN failed_step    text, -- nothing if superseded: no step failed
  ADD COLUMN failure_code   text,
  ADD COLUMN failure_reason text, -- one sentence of ours
  ADD CHECK ((failed_step IS NULL) = (failure_code IS NULL)),
  ADD CHECK (failure_code IS NULL OR failure_reason IS NOT NULL),
  ADD CHECK (failure_reason IS NULL OR outcome <> 'rotated');

COMMENT ON COLUMN rekey.rotation.outcome IS
  'discarded: the target refused its value, and the same rotation went on with another version';
COMMENT ON COLUMN rekey.credential.failures IS
  'rotations since the last proven one that were withdrawn or left unfinished';
