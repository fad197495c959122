package dev.yinhu.service.config;

import java.util.ArrayList;
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
    return lines(winners);
  }

  /** The lines of keys whose text is not the default's. */
  List<String> changedLines() {
    var changed = new HashMap<>(winners);
    changed.values().removeIf(setting -> setting.source().equals(Setting.DEFAULT));
    return lines(changed);
  }

  private static List<String> lines(Map<String, Setting> settings) {
    var lines = new ArrayList<String>();
    for (Key<?> key : Keys.ALL) {
      var setting = settings.get(key.path());
      if (setting != null) {
        var shown = shown(key, setting.text());
        lines.add(key.path() + " = " + shown + " (" + setting.source() + ")");
      }
    }
    return lines;
  }

  /** A JDBC URL may carry driver properties that nobody should read in a log. */
  private static String shown(Key<?> key, String text) {
    return key.equals(Keys.DATABASE_URL) && text.contains("?")
        ? text.substring(0, text.indexOf('?')) + "?…"
        : text;
  }
}
