package dev.yinhu.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import dev.yinhu.register.TokenKind;
import dev.yinhu.register.TokenSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tokens of one room as a test makes, finds and opens them; tells in words what came of it. */
record TokenRoom(Crypto crypto, Tokens tokens) {
  static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  static final FieldRef EMAIL = FieldRef.parse("shop.users.email");

  static TokenRoom of(Crypto crypto) {
    return new TokenRoom(crypto, crypto.tokens());
  }

  KeyScope scope(String subject) {
    return TestCrypto.scope(crypto, subject);
  }

  static TokenRequest request(TokenKind kind, KeyScope scope, String value) {
    return request(kind, scope, value, Optional.empty());
  }

  static TokenRequest request(
      TokenKind kind, KeyScope scope, String value, Optional<Duration> lifetime) {
    return new TokenRequest(
        PHONE,
        Suite.AES256_GCM,
        new TokenSettings(kind, lifetime, false),
        Optional.empty(),
        scope,
        value);
  }

  /** The token, or the name of what came instead. */
  String made(TokenRequest request) {
    return text(tokens.make(List.of(request)).getFirst());
  }

  static String text(TokenMade made) {
    return switch (made) {
      case TokenMade.Made(String token, var _) -> token;
      case TokenMade.SubjectErased() -> "SubjectErased";
      case TokenMade.WrongShape() -> "WrongShape";
      case TokenMade.NoneFree() -> "NoneFree";
    };
  }

  FoundToken found(FieldRef field, String token) {
    return tokens.find(List.of(new Tokens.Asked(field, token))).getFirst();
  }

  /** The value that the token stands for, or the name of what came instead. */
  String opened(KeyScope scope, String token) {
    if (!(found(PHONE, token) instanceof FoundToken.Stored stored)) {
      return found(PHONE, token).getClass().getSimpleName();
    }
    return switch (crypto.cipher().open(PHONE, scope, stored.context(), stored.envelope())) {
      case Opened.Plaintext plaintext -> new String(plaintext.value(), UTF_8);
      case Opened other -> other.toString();
    };
  }
}
