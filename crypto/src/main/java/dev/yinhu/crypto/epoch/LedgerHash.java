package dev.yinhu.crypto.epoch;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** 32 bytes of HMAC-SHA-256, printed as 43 characters of base64url. Immutable. */
public final class LedgerHash {
  /** Length in bytes. */
  public static final int BYTES = 32;

  static final int CHARACTERS = 43;

  private final byte[] bytes;

  /** Copies them; {@link IllegalArgumentException} unless there are 32. */
  public LedgerHash(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a ledger hash has 32 bytes, not " + bytes.length);
    }
    this.bytes = bytes.clone();
  }

  /** What {@link #text} printed; empty for anything else, also for a second spelling of it. */
  static Optional<LedgerHash> parse(String text) {
    if (text.length() != CHARACTERS) {
      return Optional.empty();
    }
    try {
      LedgerHash read = new LedgerHash(Base64.getUrlDecoder().decode(text));
      return read.text().equals(text) ? Optional.of(read) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** 43 characters of base64url without padding. */
  public String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LedgerHash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return text();
  }
}
