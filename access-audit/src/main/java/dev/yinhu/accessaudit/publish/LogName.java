package dev.yinhu.accessaudit.publish;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name under which the log signs: what is configured, and from the second generation on {@code
 * /r}, its number and a mark. A log must never sign inconsistent checkpoints under one name (C2SP
 * tlog-checkpoint, "Signatures"), so one that was restored goes on under a new one. The number
 * alone would not be new: of one backup several databases may be restored, and none knows of the
 * others.
 *
 * @param base as configured
 * @param generation 1, and one more each time a restore was accepted
 * @param mark 8 random hex digits; empty for the first generation, and for names that were given
 *     before there were marks
 */
public record LogName(String base, int generation, String mark) {
  private static final Pattern LATER =
      Pattern.compile("(.+)/(r([1-9][0-9]{0,8})(?:-([0-9a-f]{8}))?)");
  private static final Pattern MARK = Pattern.compile("(?:[0-9a-f]{8})?");
  private static final int MARK_BYTES = 4;

  /** What nine digits hold, which is what is read again. */
  private static final int MOST = 999_999_999;

  /** Checks number and mark. */
  public LogName {
    if (generation < 1 || generation > MOST) {
      throw new IllegalArgumentException(
          "generations of a log are numbered 1 to %d, not %d".formatted(MOST, generation));
    }
    if (!MARK.matcher(mark).matches() || (generation == 1 && !mark.isEmpty())) {
      throw new IllegalArgumentException("a later name of a log has a mark of 8 hex digits");
    }
  }

  /** A name that no log ever had. */
  static LogName fresh(String base, int generation, RandomGenerator random) {
    byte[] mark = new byte[MARK_BYTES];
    random.nextBytes(mark);
    return new LogName(base, generation, HexFormat.of().formatHex(mark));
  }

  /**
   * The name of that generation and mark, under another base if need be: what was configured may
   * have been something else then.
   */
  static LogName of(String base, String origin) {
    Matcher later = LATER.matcher(origin);
    if (origin.equals(base) || !later.matches() || later.group(3).equals("1")) {
      return new LogName(base, 1, "");
    }
    String mark = later.group(4) == null ? "" : later.group(4);
    return new LogName(base, Integer.parseInt(later.group(3)), mark);
  }

  /** The origin line and the name of the keys. */
  public String origin() {
    return generation == 1 ? base : base + "/" + suffix();
  }

  /** What tells it from other names of the same log: {@code r1}, {@code r2-3f9a01c4}. */
  String suffix() {
    return "r" + generation + (mark.isEmpty() ? "" : "-" + mark);
  }

  /** True when both are of one history, whatever was configured. */
  boolean isSameAs(LogName other) {
    return suffix().equals(other.suffix());
  }
}
