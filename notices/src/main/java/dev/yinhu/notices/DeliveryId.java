package dev.yinhu.notices;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a gateway knows a notice by on one channel. Every try on that channel carries the same, so
 * that whoever keeps to it (an idempotency key, a Message-ID) delivers once.
 *
 * @param step which of the notice's channels, from 0
 */
public record DeliveryId(NoticeId notice, int step) {
  private static final Pattern FORM = Pattern.compile("n([0-9a-f]{32})-([0-9])");

  /** Checks the step. */
  public DeliveryId {
    if (step < 0 || step > 9) {
      throw new IllegalArgumentException("a notice has at most 10 channels, not step " + step);
    }
  }

  /** In print: {@code n}, 32 hexadecimal digits, {@code -} and the step. */
  @Override
  public String toString() {
    return "n" + notice.value().toString().replace("-", "") + "-" + step;
  }

  /** Of what {@link #toString} writes; empty for anything else. */
  public static Optional<DeliveryId> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String hex = form.group(1);
    UUID value =
        new UUID(
            Long.parseUnsignedLong(hex.substring(0, 16), 16),
            Long.parseUnsignedLong(hex.substring(16), 16));
    return Optional.of(new DeliveryId(new NoticeId(value), Integer.parseInt(form.group(2))));
  }
}
