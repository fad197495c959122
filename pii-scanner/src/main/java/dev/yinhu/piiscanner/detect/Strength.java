package dev.yinhu.piiscanner.detect;

/** How much speaks for a reading by itself, weakest first. */
public enum Strength {
  /** Only the shape. */
  SHAPE,
  /** A grammar or a list: names, addresses. */
  GRAMMAR,
  /** A cue word or column name that says what it is. */
  NAMED,
  /** A check digit or table that few other values pass. */
  CHECKED,
  /** A list of the user's own names the value. */
  LISTED
}
