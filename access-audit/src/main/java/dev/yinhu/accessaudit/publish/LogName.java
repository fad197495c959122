package dev.yinhu.accessaudit.publish;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name under which the log signs: what is configured, and from the second generation on {@code
 * /r} and its number. A log must never sign inconsistent checkpoints under one name (C2SP
 * tlog-checkpoint, "Signatures"), so one that was restored goes on under a new one.
 *
 * @param base as configured
 * @param generation 1, and one more each time a restore was accepted
 */
public record LogName(String base, int generation) {
  private static final Pattern LATER = Pattern.compile("(.+)/r([1-9][0-9]{0,8})");

  /** Checks the number. */
  public LogName {
    if (generation < 1) {
      throw new IllegalArgumentException("the first generation of a log is 1, not " + generation);
    }
  }

  /** The origin line and the name of the keys. */
  public String origin() {
    return generation == 1 ? base : base + "/r" + generation;
  }

  /** The generation that an origin names; the base may have been another one then. */
  static int generationOf(String base, String origin) {
    Matcher later = LATER.matcher(origin);
    if (origin.equals(base) || !later.matches()) {
      return 1;
    }
    return Math.max(1, Integer.parseInt(later.group(2)));
  }
}
