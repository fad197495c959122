package dev.yinhu.crypto;

import dev.yinhu.register.TokenKind;
import java.time.Instant;
import java.util.Optional;

/** What is known of a token. */
public sealed interface FoundToken {
  /**
   * It can be turned back.
   *
   * @param envelope the sealed value
   * @param context with which the envelope opens
   * @param subject whose value it is
   */
  record Stored(
      TokenKind kind,
      Optional<Instant> expires,
      Envelope envelope,
      String context,
      Optional<SubjectRef> subject)
      implements FoundToken {}

  /**
   * It could be turned back until then, by the clock of this node or of one that removed its value
   * since.
   */
  record Expired(TokenKind kind, Instant expired) implements FoundToken {}

  /**
   * It is there, but the version of the keyring {@code token} that it is found by opens nothing for
   * now.
   */
  record KeyRetired(TokenKind kind, Optional<Instant> expires) implements FoundToken {}

  /** A one-way token that names a key that was destroyed: nobody can tell any more. */
  record KeyDestroyed() implements FoundToken {}

  /** It was made here for the field, and nothing turns it back. */
  record OneWay() implements FoundToken {}

  /** It was never made for the field here, or it is gone. */
  record Unknown() implements FoundToken {}
}
