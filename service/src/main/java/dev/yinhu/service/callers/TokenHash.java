package dev.yinhu.service.callers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 of a token. Comparing hashes need not take constant time: what a difference in time could
 * tell is about the hash, from which no token follows.
 */
record TokenHash(long a, long b, long c, long d) {

  /** Cloned for every hash, never fed: that spares the search for a provider. */
  private static final MessageDigest SHA256 = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  static TokenHash of(String token) {
    try {
      var digest = (MessageDigest) SHA256.clone();
      var hash = ByteBuffer.wrap(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
      return new TokenHash(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this Java's SHA-256 cannot be cloned", e);
    }
  }

  byte[] bytes() {
    return ByteBuffer.allocate(32).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }

  @Override
  public String toString() {
    return "TokenHash(***)";
  }
}
