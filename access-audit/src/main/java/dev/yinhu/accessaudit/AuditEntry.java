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
   * @param behalf in whose name and why, as the caller stated
   * @param registerVersion the version of the register that decided
   * @param items what came of it, grouped by field and outcome
   */
  record Access(
      Instant time,
      String requestId,
      Operation operation,
      CallerName caller,
      Optional<Purpose> purpose,
      Behalf behalf,
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

  /**
   * Somebody read the log, or took a part of it away. What was looked for stands here as references
   * and names of the register; of free text only that there was some.
   *
   * @param actor who read: a caller, or {@code command-line}
   * @param what a stable code: {@code search}, {@code subject-accesses} or {@code export}
   * @param subject the subject whose accesses were asked for, if one was
   * @param filters names of filters and what they asked for
   * @param count how many entries were shown
   */
  record Reading(
      Instant time,
      String requestId,
      String actor,
      String what,
      Optional<String> subject,
      Map<String, String> filters,
      long count)
      implements AuditEntry {
    public Reading {
      filters = Map.copyOf(filters);
      if (count < 0) {
        throw new IllegalArgumentException("a reading cannot show " + count + " entries");
      }
    }
  }

  /**
   * An entry of a kind that this version does not know: a newer one wrote it. Read only, never
   * appended.
   */
  record Unknown(Instant time, String requestId) implements AuditEntry {}

  /** Where an administrative change stands. */
  enum Phase {
    INTENT,
    DONE,
    FAILED
  }
}
