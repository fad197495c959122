package dev.yinhu.crypto.token;

import dev.yinhu.register.TokenKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A token in its plain form (docs/formats.md, "Token"): {@code yt1.} and base64url of kind u8 ‖
 * body, the body being 16 bytes, of a one-way token key id u32 ‖ 16 bytes ‖ check 8. One printed
 * form exists for each token.
 */
public final class PrintedToken {
  /** What every printed token starts with. */
  public static final String PREFIX = "yt1.";

  /** How many bytes are drawn or derived. */
  public static final int VALUE_BYTES = 16;

  /** How many bytes tell a one-way token from any other text. */
  public static final int CHECK_BYTES = 8;

  private static final int KEY_ID_BYTES = 4;
  private static final byte RANDOM = 1;
  private static final byte DETERMINISTIC = 2;
  private static final byte ONE_WAY = 3;

  private final TokenKind kind;
  private final byte[] body;

  private PrintedToken(TokenKind kind, byte[] body) {
    this.kind = kind;
    this.body = body;
  }

  /** A random or deterministic token of these 16 bytes. */
  public static PrintedToken stored(TokenKind kind, byte[] value) {
    if (kind == TokenKind.ONE_WAY || value.length != VALUE_BYTES) {
      throw new IllegalArgumentException("a stored token has 16 bytes and is not one-way");
    }
    return new PrintedToken(kind, value.clone());
  }

  /** A one-way token. */
  public static PrintedToken oneWay(long keyId, byte[] value, byte[] check) {
    if (value.length != VALUE_BYTES || check.length != CHECK_BYTES) {
      throw new IllegalArgumentException("a one-way token has 16 bytes and a check of 8");
    }
    return new PrintedToken(
        TokenKind.ONE_WAY,
        ByteBuffer.allocate(KEY_ID_BYTES + VALUE_BYTES + CHECK_BYTES)
            .putInt((int) keyId)
            .put(value)
            .put(check)
            .array());
  }

  /**
   * Reads the printed form. Never throws.
   *
   * @return empty when it is not one that {@link #text} prints
   */
  public static Optional<PrintedToken> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
      return read(all).filter(token -> token.text().equals(text));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<PrintedToken> read(byte[] all) {
    if (all.length == 0) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOfRange(all, 1, all.length);
    Optional<TokenKind> kind =
        switch (all[0]) {
          case RANDOM -> Optional.of(TokenKind.RANDOM);
          case DETERMINISTIC -> Optional.of(TokenKind.DETERMINISTIC);
          case ONE_WAY -> Optional.of(TokenKind.ONE_WAY);
          default -> Optional.empty();
        };
    return kind.filter(known -> body.length == length(known))
        .map(known -> new PrintedToken(known, body));
  }

  private static int length(TokenKind kind) {
    return kind == TokenKind.ONE_WAY ? KEY_ID_BYTES + VALUE_BYTES + CHECK_BYTES : VALUE_BYTES;
  }

  /** What kind of token it is. */
  public TokenKind kind() {
    return kind;
  }

  /** Of a one-way token, the version of the keyring {@code token} that it was computed with. */
  public long keyId() {
    return kind == TokenKind.ONE_WAY ? Integer.toUnsignedLong(ByteBuffer.wrap(body).getInt()) : 0;
  }

  /** The 16 bytes that were drawn or derived. */
  public byte[] value() {
    int from = kind == TokenKind.ONE_WAY ? KEY_ID_BYTES : 0;
    return Arrays.copyOfRange(body, from, from + VALUE_BYTES);
  }

  /** Of a one-way token, its check; empty otherwise. */
  public byte[] check() {
    return kind == TokenKind.ONE_WAY
        ? Arrays.copyOfRange(body, KEY_ID_BYTES + VALUE_BYTES, body.length)
        : new byte[0];
  }

  /** The printed form. */
  public String text() {
    byte number =
        switch (kind) {
          case RANDOM -> RANDOM;
          case DETERMINISTIC -> DETERMINISTIC;
          case ONE_WAY -> ONE_WAY;
        };
    byte[] all = ByteBuffer.allocate(1 + body.length).put(number).put(body).array();
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** Without the token, which stands for a personal value. */
  @Override
  public String toString() {
    return "PrintedToken[" + kind + ", ***]";
  }
}
