package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.FieldRef;
import java.time.Instant;
import java.util.Optional;

/** When fields were last used, as the access log tells it. */
public interface FieldUse {
  /** Nothing is known. */
  FieldUse UNKNOWN =
      new FieldUse() {
        @Override
        public Optional<Instant> since() {
          return Optional.empty();
        }

        @Override
        public Optional<Instant> lastUsed(FieldRef field) {
          return Optional.empty();
        }
      };

  /** From when on every use is recorded; empty when none is. */
  Optional<Instant> since();

  /**
   * The last use on record of the field: decrypted, masked or searched; empty when there is none.
   */
  Optional<Instant> lastUsed(FieldRef field);
}
