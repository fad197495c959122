package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.IndexTerms;
import dev.yinhu.register.TokenKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What came of one item; results stand in the order of the items. */
public sealed interface ItemResult {
  /**
   * It was done.
   *
   * @param value the plaintext, the masked value or the printed ciphertext; hidden in {@code
   *     toString}
   * @param masked true when {@code value} is the masked form
   * @param keyVersion the key version of a ciphertext that keeps the shape of its value and so
   *     cannot name it itself
   */
  record Done(String value, boolean masked, OptionalInt keyVersion) implements ItemResult {
    /** One that says of its key version itself what there is to say. */
    public Done(String value, boolean masked) {
      this(value, masked, OptionalInt.empty());
    }

    @Override
    public String toString() {
      return "Done[value=***, masked=" + masked + "]";
    }
  }

  /**
   * Its blind indexes.
   *
   * @param index the main one, or the one that was asked for; empty when the field has none
   * @param parts those of its parts, by name
   */
  record Indexed(Optional<IndexTerms> index, Map<String, IndexTerms> parts) implements ItemResult {
    static final Indexed NOTHING = new Indexed(Optional.empty(), Map.of());

    /** Copies the map. */
    public Indexed {
      parts = Map.copyOf(parts);
    }
  }

  /**
   * Its token.
   *
   * @param token what stands in for the value; hidden in {@code toString}
   * @param expires from when it cannot be turned back; empty for never, and for one that never can
   */
  record Tokenized(String token, Optional<Instant> expires) implements ItemResult {
    @Override
    public String toString() {
      return "Tokenized[***]";
    }
  }

  /**
   * Whether it is a token.
   *
   * @param kind of what kind, when it is one
   * @param expires from when it cannot be turned back; may have passed
   */
  record Checked(boolean token, Optional<TokenKind> kind, Optional<Instant> expires)
      implements ItemResult {}

  /**
   * It was not done.
   *
   * @param message what is wrong and what to do; never holds a value
   */
  record Refused(ItemCode code, String message) implements ItemResult {}
}
