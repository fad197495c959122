package dev.yinhu.register.reading;

import dev.yinhu.register.BurstLimit;
import dev.yinhu.register.CallerGrant;
import dev.yinhu.register.CallerLimits;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code yinhu.callers} of a declaration: who may do what, and how much. */
final class GrantReader {
  private static final long MOST = 1_000_000_000_000L;
  private static final Duration LONGEST = Duration.ofDays(1);

  private GrantReader() {}

  static List<CallerGrant> read(YamlMap own) {
    var grants = new Declared<CallerGrant>("caller", ProblemCode.DUPLICATE);
    own.maps("callers").forEach(caller -> read(caller, grants));
    return List.copyOf(grants.values());
  }

  private static void read(YamlMap caller, Declared<CallerGrant> grants) {
    Optional<YamlText> name = caller.required("name", "a caller");
    Optional<CallerName> callerName = name.flatMap(text -> text.as(CallerName::new));
    Set<Operation> operations = operations(caller);
    CallerLimits limits = caller.map("limits").map(GrantReader::limits).orElse(CallerLimits.NONE);
    caller.warnOfOthers(Set.of());
    if (callerName.isPresent() && !operations.isEmpty()) {
      grants.add(name.orElseThrow(), new CallerGrant(callerName.get(), operations, limits));
    }
  }

  private static Set<Operation> operations(YamlMap caller) {
    List<YamlText> written = caller.texts("operations");
    if (!caller.has("operations") || written.isEmpty()) {
      String message =
          "a caller needs 'operations': list encrypt, decrypt, mask, search or" + " rewrap";
      caller.problems().add(ProblemCode.MISSING_KEY, caller.placeOf("operations"), message);
    }
    return written.stream()
        .flatMap(text -> text.choice("operation", Operation.values()).stream())
        .collect(Collectors.toSet());
  }

  private static CallerLimits limits(YamlMap limits) {
    Optional<BurstLimit> burst = limits.map("burst").flatMap(GrantReader::burst);
    OptionalLong daily = limits.number("daily", 1, MOST);
    limits.warnOfOthers(Set.of());
    return new CallerLimits(burst, daily);
  }

  private static Optional<BurstLimit> burst(YamlMap burst) {
    OptionalLong count = burst.number("count", 1, MOST);
    Optional<YamlText> per = burst.required("per", "a burst limit");
    if (!burst.has("count")) {
      String message = "a burst limit needs 'count': add it";
      burst.problems().add(ProblemCode.MISSING_KEY, burst.place(), message);
    }
    burst.warnOfOthers(Set.of());
    Optional<Duration> period = per.flatMap(text -> period(text, count.orElse(1)));
    return count.isPresent()
        ? period.map(duration -> new BurstLimit(count.getAsLong(), duration))
        : Optional.empty();
  }

  private static Optional<Duration> period(YamlText text, long count) {
    Optional<Duration> duration = text.duration();
    if (duration.isPresent()
        && (!duration.get().isPositive() || duration.get().compareTo(LONGEST) > 0)) {
      return text.bad("is out of bounds: 'per' is more than zero and at most 1d");
    }
    if (duration.isPresent() && duration.get().toNanos() < count) {
      return text.bad(
          "is too short for " + count + ": 'count' is at most one for each nanosecond of 'per'");
    }
    return duration;
  }
}
