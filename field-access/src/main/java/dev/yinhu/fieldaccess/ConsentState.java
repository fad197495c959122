package dev.yinhu.fieldaccess;

/** How a person's consent to a purpose stands. */
public enum ConsentState {
  /** It was given and not taken back. */
  GIVEN,
  /** It was taken back, or refused when they were asked. */
  WITHDRAWN
}
