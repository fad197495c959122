package dev.yinhu.piiscanner.redact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;

/**
 * Puts {@code TYPE:} and 32 hexadecimal digits in the place of a value: the first 16 bytes of
 * HMAC-SHA-256 (RFC 2104, truncated as its section 5 allows) over the type, a zero byte and the
 * value in UTF-8. Equal values have equal hashes under one key; without the key they cannot be
 * guessed. Safe for use by many threads.
 */
public final class KeyedHash implements Replacement {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 16;

  private final Key key;

  /** Under this key, of at least 32 bytes. */
  public KeyedHash(Key key) {
    this.key = key;
  }

  @Override
  public List<Written> of(List<Value> values) {
    Mac mac = mac();
    return values.stream().map(value -> new Written(hash(mac, value))).toList();
  }

  private static String hash(Mac mac, Value value) {
    mac.update(value.type().name().getBytes(StandardCharsets.US_ASCII));
    mac.update((byte) 0);
    byte[] whole = mac.doFinal(value.text().getBytes(StandardCharsets.UTF_8));
    return value.type() + ":" + HexFormat.of().formatHex(whole, 0, LENGTH);
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is not to be had with this key", e);
    }
  }
}
