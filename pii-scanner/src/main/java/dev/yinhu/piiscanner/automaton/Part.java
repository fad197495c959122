package dev.yinhu.piiscanner.automaton;

/**
 * Where an expression has to be looked for: what is told of a text as a whole spares most walks.
 */
public enum Part {
  /** Everywhere. */
  EVERYWHERE,
  /** Where {@link #SIGN} follows soon, as every match holds it: e-mail addresses. */
  NEAR_SIGN,
  /**
   * Where something near says so: its matches need a cue, and common words and numbers look like
   * them.
   */
  NEAR_CUE;

  /** The sign of {@link #NEAR_SIGN}. */
  public static final char SIGN = '@';
}
