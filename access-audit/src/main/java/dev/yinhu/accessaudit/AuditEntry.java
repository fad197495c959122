package dev.yinhu.accessaudit;

import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of the access log. Holds references, names of the register, codes and counts; never a
 * value, a key, a token or the platform's id of a person.
 */
public sealed interface AuditEntry {
  /** When it was decided. */
  Instant time();

  /** The id of the request that caused it, as the caller sees it. */
  String requestId();

  /**
   * An access to fields: one entry for each request.
   *
   * @param caller who asked
   * @param purpose for what; encrypting needs none
   * @param registerVersion the version of the register that decided
   * @param items what came of it, grouped by field and outcome
   */
  record Access(
      Instant time,
      String requestId,
      Operation operation,
      CallerName caller,
      Optional<Purpose> purpose,
      long registerVersion,
      List<Item> items)
      implements AuditEntry {
    public Access {
      items = List.copyOf(items);
    }
  }

  /**
   * What came of the values of one field.
   *
   * @param field the declared field; {@code ?} for a name that the register does not know
   * @param outcome a stable code, such as {@code clear}, {@code masked} or {@code not-permitted}
   * @param detail the precise reason, where the caller is told less; else empty
   * @param count how many values, at least 1 and at least one for each subject
   * @param subjects references of the subjects whose values they are, each once
   */
  record Item(String field, String outcome, String detail, int count, List<String> subjects) {
    public Item {
      subjects = List.copyOf(subjects);
      if (count < 1 || count < subjects.size()) {
        throw new IllegalArgumentException(
            "an audit item of %d values cannot have %d subjects".formatted(count, subjects.size()));
      }
    }
  }

  /**
   * A change by an administrator: its intent is durable before it takes effect, its outcome after.
   *
   * @param actor who did it: a caller, or {@code command-line}
   * @param action a stable code, such as {@code register-apply}
   * @param details codes and numbers only
   */
  record Admin(
      Instant time,
      String requestId,
      String actor,
      String action,
      Phase phase,
      Map<String, String> details)
      implements AuditEntry {
    public Admin {
      details = Map.copyOf(details);
    }
  }

  /** Where an administrative change stands. */
  enum Phase {
    INTENT,
    DONE,
    FAILED
  }
}
