package dev.yinhu.service.api;

import dev.yinhu.service.http.InvalidMember;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/requests/{id}/verify} and {@code …/code}.
 *
 * @param code what a contact was sent
 * @param vouching a token of the platform
 * @param source where the person's try comes from, such as their address; counted by its keyed hash
 */
record ProofBody(@Nullable String code, @Nullable String vouching, @Nullable String source) {
  private static final int LONGEST_CODE = 32;
  private static final int LONGEST_TOKEN = 8_192;
  private static final int LONGEST_SOURCE = 200;

  ProofBody {
    if (code != null && (code.isEmpty() || code.length() > LONGEST_CODE)) {
      throw new InvalidMember("code", "the code that was sent");
    }
    checkToken(vouching);
    checkSource(source);
    if (code != null && vouching != null) {
      throw new InvalidMember("", "a code or a token, one at a time");
    }
  }

  static void checkToken(@Nullable String vouching) {
    if (vouching != null && (vouching.isEmpty() || vouching.length() > LONGEST_TOKEN)) {
      throw new InvalidMember("vouching", "a signed token of the platform");
    }
  }

  static void checkSource(@Nullable String source) {
    if (source != null && (source.isEmpty() || source.length() > LONGEST_SOURCE)) {
      throw new InvalidMember("source", "1 to " + LONGEST_SOURCE + " characters");
    }
  }

  boolean isEmpty() {
    return code == null && vouching == null;
  }

  /** Without what it proves. */
  @Override
  public String toString() {
    return "ProofBody[***]";
  }
}
