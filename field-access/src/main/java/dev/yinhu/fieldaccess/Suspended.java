package dev.yinhu.fieldaccess;

import dev.yinhu.register.CallerLimits;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is suspended at one moment. Each with a mark, a stable code by which the access log tells
 * what refused an item. Immutable.
 *
 * @param callers get nothing, by name
 * @param purposes nothing is done for them, by key
 * @param fields nothing of them is opened, looked up or masked, by name; encrypting goes on
 * @param persons nothing of them is, by reference; encrypting goes on
 * @param everything as for fields, for all of them; empty when it is not
 * @param limits the most values a day of a caller under each purpose
 */
public record Suspended(
    Map<String, String> callers,
    Map<String, String> purposes,
    Map<String, String> fields,
    Map<String, String> persons,
    Optional<String> everything,
    Map<String, Limit> limits) {
  /** Nothing. */
  public static final Suspended NOTHING =
      new Suspended(Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty(), Map.of());

  /** Copies the maps. */
  public Suspended {
    callers = Map.copyOf(callers);
    purposes = Map.copyOf(purposes);
    fields = Map.copyOf(fields);
    persons = Map.copyOf(persons);
    limits = Map.copyOf(limits);
  }

  /**
   * A limit that is lower than the register's for a while.
   *
   * @param daily values a day, at least 1
   */
  public record Limit(String mark, long daily) {
    public Limit {
      if (daily < 1) {
        throw new IllegalArgumentException("a daily limit is at least 1; suspend the caller for 0");
      }
    }
  }

  /**
   * Whether no item can be: so it is nearly always. Lowered limits are looked at with the limits.
   */
  boolean isNothing() {
    return callers.isEmpty()
        && purposes.isEmpty()
        && fields.isEmpty()
        && persons.isEmpty()
        && everything.isEmpty();
  }

  /** What of this suspends the item; empty when nothing does. */
  Optional<String> mark(
      CallerName caller,
      Optional<Purpose> purpose,
      Operation operation,
      String field,
      Optional<String> person) {
    Optional<String> asked =
        Optional.ofNullable(callers.get(caller.value()))
            .or(() -> purpose.map(Purpose::key).map(purposes::get));
    if (asked.isPresent() || operation == Operation.ENCRYPT) {
      return asked;
    }
    return everything
        .or(() -> Optional.ofNullable(fields.get(field)))
        .or(() -> person.map(persons::get));
  }

  /** How much is suspended or lowered. */
  public int count() {
    return callers.size()
        + purposes.size()
        + fields.size()
        + persons.size()
        + (everything.isPresent() ? 1 : 0)
        + limits.size();
  }

  /** The lowered limit of the caller. */
  Optional<Limit> limit(CallerName caller) {
    return Optional.ofNullable(limits.get(caller.value()));
  }

  /** The register's limits, lowered. */
  static CallerLimits lowered(CallerLimits limits, Limit limit) {
    long daily = Math.min(limits.daily().orElse(Long.MAX_VALUE), limit.daily());
    return new CallerLimits(limits.burst(), OptionalLong.of(daily));
  }
}
