package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.PiiType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/**
 * Makes samples of values. The fingerprint is the first 16 bytes of HMAC-SHA-256 (RFC 2104,
 * truncated as its section 5 allows) over the type, a zero byte and the value in UTF-8, the value
 * in NFKC, without blanks and hyphens and in upper case, so that it does not matter how it was
 * grouped. Without the key, values cannot be guessed from it. For one thread.
 */
public final class Samples {
  /** Bytes that a key has at least. */
  public static final int KEY_LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 16;
  private static final Pattern GROUPING = Pattern.compile("[\\s-]+");

  private final Mac mac;

  /** Under this key. */
  public Samples(Key key) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is not to be had with this key", e);
    }
  }

  /** The sample of a value. */
  public Sample of(PiiType type, String value) {
    return new Sample(Masked.of(type, value), fingerprint(type, value));
  }

  private String fingerprint(PiiType type, String value) {
    String folded = Normalizer.normalize(value, Normalizer.Form.NFKC);
    String plain = GROUPING.matcher(folded).replaceAll("").toUpperCase(Locale.ROOT);
    mac.update(type.name().getBytes(StandardCharsets.US_ASCII));
    mac.update((byte) 0);
    byte[] whole = mac.doFinal(plain.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(whole, 0, LENGTH);
  }
}
