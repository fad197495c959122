package dev.yinhu.breachresponse;

/**
 * Callers who do not exist and whose accesses are made up for a drill: their names begin with
 * {@value #PREFIX}, and no real caller's may. The name is the mark, and stands in every entry.
 */
public final class DrillCallers {
  /** What their names begin with. */
  public static final String PREFIX = "drill-";

  private DrillCallers() {}

  /** Whether it is the name of one. */
  public static boolean isOne(String caller) {
    return caller.startsWith(PREFIX);
  }
}
