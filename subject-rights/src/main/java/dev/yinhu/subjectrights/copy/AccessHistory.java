package dev.yinhu.subjectrights.copy;

import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Who had to do with the data of a person, by the access log. Safe for use by many threads. */
public interface AccessHistory {
  /**
   * Values of one field that one request named.
   *
   * @param time when it was decided
   * @param caller which service or role asked; the member of staff behind it is not told, who is a
   *     person too
   * @param purpose for what; there is none where a value was stored
   * @param field of the register
   * @param outcome what came of it, such as {@code clear}, {@code masked} or {@code not-permitted}
   * @param values how many of the person, or at most so many where the entry names several persons
   */
  record Seen(
      Instant time,
      CallerName caller,
      Optional<Purpose> purpose,
      Operation operation,
      String field,
      String outcome,
      int values) {}

  /**
   * Gives every access about a person, the newest first as far as the log is indexed. Blocks.
   *
   * @param reference of the person in the log
   * @throws dev.yinhu.accessaudit.AuditException when the log or its index cannot be read now: what
   *     was given is of no use then
   */
  void of(String reference, Consumer<Seen> each);
}
