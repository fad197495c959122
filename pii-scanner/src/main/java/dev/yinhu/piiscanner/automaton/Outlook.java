package dev.yinhu.piiscanner.automaton;

/** What may be found in a stretch of a text. */
public enum Outlook {
  /** {@link Part#EVERYWHERE} only. */
  PLAIN,
  /** As the sign follows soon, what holds it too. */
  SIGNED,
  /** Everything, as a cue is near. */
  OPEN;

  /** Whether a part is looked for. */
  boolean shows(Part part) {
    return switch (this) {
      case PLAIN -> part == Part.EVERYWHERE;
      case SIGNED -> part != Part.NEAR_CUE;
      case OPEN -> true;
    };
  }
}
