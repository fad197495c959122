package dev.yinhu.service.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The winning text of each key, read by its kind. Used once, by one thread. */
final class Settings {

  private final Map<String, Setting> winners;
  private final Map<String, Optional<Object>> values = new HashMap<>();

  Settings(Map<String, Setting> winners, List<ConfigProblem> problems) {
    this.winners = Map.copyOf(winners);
    for (Key<?> key : Keys.ALL) {
      var setting = winners.get(key.path());
      values.put(key.path(), setting == null ? Optional.empty() : read(key, setting, problems));
    }
  }

  private static Optional<Object> read(Key<?> key, Setting setting, List<ConfigProblem> problems) {
    try {
      Object value = key.kind().reader().read(setting.text(), setting.base());
      return Optional.ofNullable(value);
    } catch (IllegalArgumentException _) {
      problems.add(
          new ConfigProblem(setting.source(), key.path() + ": expected " + key.kind().expected()));
      return Optional.empty();
    }
  }

  /** The value, or nothing when the key is unset or its text was wrong. */
  @SuppressWarnings("unchecked") // Filled above from the kind of the same key.
  <T> Optional<T> find(Key<T> key) {
    return (Optional<T>) values.getOrDefault(key.path(), Optional.empty());
  }

  /** The value of a key that has a default. Called only when nothing was wrong. */
  <T> T get(Key<T> key) {
    return find(key).orElseThrow();
  }

  boolean isSet(Key<?> key) {
    return winners.containsKey(key.path());
  }

  String source(Key<?> key) {
    @Nullable Setting setting = winners.get(key.path());
    return setting == null ? key.path() : setting.source();
  }

  /** One line per key that has a text, in the order of {@link Keys#ALL}. */
  List<String> lines() {
    return Keys.ALL.stream()
        .filter(this::isSet)
        .map(key -> {
          var setting = winners.get(key.path());
          return setting == null
              ? key.path()
              : key.path() + " = " + shown(key, setting.text()) + "  (" + setting.source() + ")";
        })
        .toList();
  }

  /** A JDBC URL may carry driver properties that nobody should read in a log. */
  private static String shown(Key<?> key, String text) {
    return key.equals(Keys.DATABASE_URL) && text.contains("?")
        ? text.substring(0, text.indexOf('?')) + "?…"
        : text;
  }
}
