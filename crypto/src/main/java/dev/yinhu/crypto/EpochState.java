package dev.yinhu.crypto;

/** The life of an epoch. */
public enum EpochState {
  /** Wraps the keys of new subjects; one epoch at a time. */
  CURRENT,
  /** Still opens; its subject keys are being wrapped under the current one. */
  DRAINING,
  /** Its key is gone: what only it wrapped, such as a row in an old backup, opens nowhere. */
  DESTROYED
}
