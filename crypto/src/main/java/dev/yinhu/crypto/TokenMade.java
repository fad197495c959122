package dev.yinhu.crypto;

import java.time.Instant;
import java.util.Optional;

/** What came of asking for a token. */
public sealed interface TokenMade {
  /**
   * There is one; it is durable.
   *
   * @param token the printed token
   * @param expires from when it cannot be turned back any more; empty for never
   */
  record Made(String token, Optional<Instant> expires) implements TokenMade {
    @Override
    public String toString() {
      return "Made[***]";
    }
  }

  /** The subject was erased meanwhile. */
  record SubjectErased() implements TokenMade {}

  /** The value has not the shape that tokens of the field keep. */
  record WrongShape() implements TokenMade {}

  /** So many tokens of this shape exist already that no free one was found. */
  record NoneFree() implements TokenMade {}
}
