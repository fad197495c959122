package dev.yinhu.crypto;

import dev.yinhu.crypto.mac.KeyedHash;
import dev.yinhu.crypto.token.Draws;
import dev.yinhu.crypto.token.PrintedToken;
import dev.yinhu.crypto.token.TokenShape;
import dev.yinhu.register.TokenKind;
import dev.yinhu.register.ValueFormat;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Draws or computes the text of tokens. The text of a deterministic one depends on nothing but key,
 * value and the number of the attempt, so every node finds the same. A token is never its own
 * value: then the next attempt is taken. Safe for use by many threads.
 */
final class TokenDrawing {
  private static final byte[] VALUE = LengthPrefixed.utf8("value");
  private static final byte[] TOKEN = LengthPrefixed.utf8("token");
  private static final byte[] SHAPE = LengthPrefixed.utf8("shape");

  /** More attempts than this do not fit the column, and would help nobody. */
  static final int MOST_ATTEMPTS = 64;

  /**
   * One text.
   *
   * @param attempt which attempt gave it
   */
  record Drawn(String text, int attempt) {
    @Override
    public String toString() {
      return "Drawn[***]";
    }
  }

  private final TokenKeys keys;
  private final SecureRandom random;

  /** As many as the register has formats of tokens; a long alphabet takes a while to make ready. */
  private final Map<ValueFormat, TokenShape> shapes = new ConcurrentHashMap<>();

  TokenDrawing(TokenKeys keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  /** By what a deterministic token of the value is found again. */
  byte[] valueHash(TokenRequest request, KeyVersion version) {
    KeyedHash hash =
        keys.values(version, request.field(), TokenKind.DETERMINISTIC, request.scope());
    try {
      return hash.hash(LengthPrefixed.of(VALUE, LengthPrefixed.utf8(request.value())));
    } finally {
      hash.clear();
    }
  }

  /**
   * The text of the attempt, or of the first one after it that is not the value.
   *
   * @return empty when the value has not the shape that tokens keep, or all attempts are used up
   */
  Optional<Drawn> draw(TokenRequest request, KeyVersion version, int attempt) {
    for (int at = attempt; at < MOST_ATTEMPTS; at++) {
      Optional<String> text = text(request, version, at);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      if (!text.get().equals(request.value())) {
        return Optional.of(new Drawn(text.get(), at));
      }
    }
    return Optional.empty();
  }

  /** Whether the value has the shape that tokens keep, if they keep one. */
  boolean fits(TokenRequest request) {
    return request.format().map(format -> shape(format).fits(request.value())).orElse(true);
  }

  private TokenShape shape(ValueFormat format) {
    return shapes.computeIfAbsent(format, TokenShape::new);
  }

  private Optional<String> text(TokenRequest request, KeyVersion version, int attempt) {
    if (request.settings().kind() == TokenKind.RANDOM) {
      return request
          .format()
          .map(format -> shape(format).draw(request.value(), Draws.random(random)))
          .orElseGet(() -> Optional.of(randomText()));
    }
    KeyedHash hash =
        keys.values(version, request.field(), request.settings().kind(), request.scope());
    try {
      return request
          .format()
          .map(format -> shaped(request, hash, format, attempt))
          .orElseGet(() -> Optional.of(plain(request, version, hash, attempt)));
    } finally {
      hash.clear();
    }
  }

  private String randomText() {
    byte[] value = new byte[PrintedToken.VALUE_BYTES];
    random.nextBytes(value);
    return PrintedToken.stored(TokenKind.RANDOM, value).text();
  }

  private Optional<String> shaped(
      TokenRequest request, KeyedHash hash, ValueFormat format, int attempt) {
    return shape(format)
        .draw(request.value(), Draws.derived(hash, seed(SHAPE, attempt, request.value())));
  }

  private String plain(TokenRequest request, KeyVersion version, KeyedHash hash, int attempt) {
    byte[] value =
        Arrays.copyOf(hash.hash(seed(TOKEN, attempt, request.value())), PrintedToken.VALUE_BYTES);
    return request.settings().kind() == TokenKind.ONE_WAY
        ? PrintedToken.oneWay(version.keyId(), value, check(request, version, value)).text()
        : PrintedToken.stored(request.settings().kind(), value).text();
  }

  private byte[] check(TokenRequest request, KeyVersion version, byte[] value) {
    return check(keys.lookup(version, request.field()), value);
  }

  /** By which a one-way token is told from any other text without anything being stored. */
  static byte[] check(KeyedHash lookup, byte[] value) {
    return Arrays.copyOf(lookup.hash(LengthPrefixed.of(TOKEN, value)), PrintedToken.CHECK_BYTES);
  }

  private static byte[] seed(byte[] label, int attempt, String value) {
    return LengthPrefixed.of(label, new byte[] {(byte) attempt}, LengthPrefixed.utf8(value));
  }
}
