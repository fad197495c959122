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

  static TokenHash of(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var hash = ByteBuffer.wrap(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
      return new TokenHash(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
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
