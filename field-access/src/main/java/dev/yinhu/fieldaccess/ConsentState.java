package dev.yinhu.fieldaccess;

/** How a person's consent to a purpose stands. */
public enum ConsentState {
  /** It was given and not taken back. */
  GIVEN,
  /** It was taken back, or refused when they were asked. */
  WITHDRAWN,
  /** Somebody under fourteen gave it themselves, or nobody did: a guardian has to (PIPL 31). */
  NO_GUARDIAN
}
