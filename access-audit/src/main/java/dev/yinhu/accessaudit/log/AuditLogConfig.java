package dev.yinhu.accessaudit.log;

import java.time.Duration;

/**
 * The bounds of the log's writer.
 *
 * @param maxWaiting how many entries may wait for their commit; one more is refused at once
 * @param giveUpAfter how long a commit that fails is tried again before its entries are refused
 * @param networkTimeout how long one statement may take before its outcome counts as unknown
 */
public record AuditLogConfig(int maxWaiting, Duration giveUpAfter, Duration networkTimeout) {
  /** 8,192 waiting entries, 2 s of trying, 10 s for one statement. */
  public static final AuditLogConfig DEFAULT =
      new AuditLogConfig(8_192, Duration.ofSeconds(2), Duration.ofSeconds(10));

  public AuditLogConfig {
    if (maxWaiting < 1 || giveUpAfter.isNegative() || networkTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("the audit log's bounds must be above zero");
    }
  }
}
