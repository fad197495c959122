package dev.yinhu.service.http;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Names requests. A client's own id is taken only in a shape that no phone, card or identity number
 * has (UUID, 32 hex digits with a letter among them, ULID), because ids are logged. Ids made here
 * are unique to the process and run upwards; they are names, not secrets. Thread-safe.
 */
final class RequestIds {

  private static final int UUID_LENGTH = 36;
  private static final int TRACE_LENGTH = 32;
  private static final int ULID_LENGTH = 26;

  /** Crockford's base 32. */
  private static final String ULID_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final String process;
  private final AtomicLong next = new AtomicLong();

  RequestIds(RandomGenerator random) {
    this.process = HexFormat.of().toHexDigits(random.nextInt()) + "-";
  }

  String idFor(@Nullable String offered) {
    return offered != null && isSane(offered)
        ? offered
        : process + Long.toHexString(next.incrementAndGet());
  }

  private static boolean isSane(String id) {
    return switch (id.length()) {
      case UUID_LENGTH -> isUuid(id);
      case TRACE_LENGTH -> id.chars().allMatch(RequestIds::isHex) && !isNumber(id);
      case ULID_LENGTH ->
          id.charAt(0) <= '7' && id.chars().allMatch(RequestIds::isUlidDigit) && !isNumber(id);
      default -> false;
    };
  }

  private static boolean isUuid(String id) {
    for (int i = 0; i < UUID_LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? id.charAt(i) != '-' : !isHex(id.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Numbers name people: several of them in a row may fill any length. */
  private static boolean isNumber(String id) {
    return id.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isUlidDigit(int c) {
    return ULID_DIGITS.indexOf(c) >= 0;
  }
}
