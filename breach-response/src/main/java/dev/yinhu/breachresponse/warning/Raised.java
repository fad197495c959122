package dev.yinhu.breachresponse.warning;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.Severity;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is noticed.
 *
 * @param reference what it is called where it comes from: told twice it is one warning. 1 to 100 of
 *     letters, digits and {@code . _ : / -}; empty for one that is told once
 * @param occurredFrom when it began, as far as is known
 */
public record Raised(
    WarningSource source,
    Optional<String> reference,
    boolean drill,
    Reason title,
    Severity severity,
    Optional<Instant> occurredFrom,
    Optional<Instant> occurredTo) {
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._:/-]{1,100}");

  /**
   * @throws IllegalArgumentException when the reference has another form, or it ends before it
   *     begins
   */
  public Raised {
    if (reference.isPresent() && !REFERENCE.matcher(reference.get()).matches()) {
      throw new IllegalArgumentException(
          "the reference of a warning has 1 to 100 letters, digits and . _ : / -");
    }
    if (occurredFrom.isPresent()
        && occurredTo.isPresent()
        && occurredFrom.get().isAfter(occurredTo.get())) {
      throw new IllegalArgumentException("nothing ends before it begins");
    }
  }
}
