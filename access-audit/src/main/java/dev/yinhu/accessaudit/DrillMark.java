package dev.yinhu.accessaudit;

/**
 * What in the log belongs to a drill. Whoever takes part without existing has a name that begins
 * with {@value #PREFIX}, which no real caller's may; whatever people do for a drill says so in its
 * details. The mark is in the entry, so that no later setting takes it off.
 */
public final class DrillMark {
  /** What names of those who do not exist begin with. */
  public static final String PREFIX = "drill-";

  private static final String DETAIL = "drill";

  private DrillMark() {}

  /** Whether it is the name of somebody who does not exist. */
  public static boolean isOnName(String name) {
    return name.startsWith(PREFIX);
  }

  /** Whether the entry belongs to a drill. Of one that cannot be read it is not known: false. */
  public static boolean isOn(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.Access access -> isOnName(access.caller().value());
      case AuditEntry.Admin admin ->
          isOnName(admin.actor()) || "true".equals(admin.details().get(DETAIL));
      case AuditEntry.Reading reading -> isOnName(reading.actor());
      case AuditEntry.Unknown _ -> false;
    };
  }
}
