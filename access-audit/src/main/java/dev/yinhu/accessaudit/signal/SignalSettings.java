package dev.yinhu.accessaudit.signal;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Modes and thresholds of all rules. Immutable. All nodes should be given the same: after another
 * took over it goes by its own.
 */
public final class SignalSettings {
  private static final String MODE = ".mode";

  /** As shipped. */
  public static final SignalSettings DEFAULT = read(List.of()).settings();

  /**
   * A text that somebody wrote for a key.
   *
   * @param path the key, such as {@code denials.minimum} or {@code denials.mode}
   * @param text its value
   * @param place where it stands, for people: file and line
   */
  public record Written(String path, String text, String place) {}

  /**
   * Something wrong.
   *
   * @param place as it was given
   * @param message what was expected; does not repeat the text
   */
  public record Fault(String place, String message) {}

  /**
   * What came of reading.
   *
   * @param settings with the defaults where something was wrong
   * @param faults everything that is wrong; use the settings only when there is nothing
   */
  public record Reading(SignalSettings settings, List<Fault> faults) {
    public Reading {
      faults = List.copyOf(faults);
    }
  }

  private final Map<Knob, Object> values;
  private final Map<Knob, String> texts;
  private final Map<SignalRule, SignalMode> modes;

  private SignalSettings(
      Map<Knob, Object> values, Map<Knob, String> texts, Map<SignalRule, SignalMode> modes) {
    this.values = values;
    this.texts = texts;
    this.modes = modes;
  }

  /** Reads what was written, strictly: an unknown key is a fault. */
  public static Reading read(List<Written> written) {
    Map<Knob, Object> values = new EnumMap<>(Knob.class);
    Map<Knob, String> texts = new EnumMap<>(Knob.class);
    Map<SignalRule, SignalMode> modes = new EnumMap<>(SignalRule.class);
    for (Knob knob : Knob.values()) {
      values.put(knob, knob.read(knob.fallback()).orElseThrow());
      texts.put(knob, knob.fallback());
    }
    for (SignalRule rule : SignalRule.values()) {
      modes.put(rule, rule.usualMode());
    }
    List<Fault> faults = new ArrayList<>();
    for (Written one : written) {
      ruleOfMode(one.path())
          .map(rule -> takeMode(rule, one.text(), modes))
          .orElseGet(() -> takeValue(one, values, texts))
          .ifPresent(told -> faults.add(new Fault(one.place(), one.path() + ": " + told)));
    }
    return new Reading(new SignalSettings(values, texts, modes), faults);
  }

  private static Optional<SignalRule> ruleOfMode(String path) {
    return path.endsWith(MODE)
        ? SignalRule.of(path.substring(0, path.length() - MODE.length()))
        : Optional.empty();
  }

  private static Optional<String> takeMode(
      SignalRule rule, String text, Map<SignalRule, SignalMode> modes) {
    Optional<SignalMode> mode = SignalMode.of(text);
    if (mode.isEmpty()) {
      return Optional.of("expected active, monitor or off");
    }
    if (rule.always() && mode.get() != SignalMode.ACTIVE) {
      return Optional.of("this rule is always active");
    }
    modes.put(rule, mode.get());
    return Optional.empty();
  }

  private static Optional<String> takeValue(
      Written one, Map<Knob, Object> values, Map<Knob, String> texts) {
    Optional<Knob> knob = Knob.at(one.path());
    if (knob.isEmpty()) {
      return Optional.of("there is no such key");
    }
    Optional<Object> value = knob.get().read(one.text());
    if (value.isEmpty()) {
      return Optional.of("expected " + knob.get().expected());
    }
    values.put(knob.get(), value.get());
    texts.put(knob.get(), one.text());
    return Optional.empty();
  }

  /** Every key that can be written. */
  public static List<String> keys() {
    return Stream.concat(
            Stream.of(Knob.values()).map(Knob::path),
            Stream.of(SignalRule.values()).map(rule -> rule.code() + MODE))
        .toList();
  }

  /** The rule's mode, unless it was switched since. */
  public SignalMode mode(SignalRule rule) {
    return modes.getOrDefault(rule, rule.usualMode());
  }

  /** The thresholds that the rule goes by, by their name without the rule's. */
  public Map<String, String> thresholds(SignalRule rule) {
    Map<String, String> found = new LinkedHashMap<>();
    texts.forEach((knob, text) -> {
      String path = knob.path();
      int dot = path.indexOf('.');
      if (dot >= 0 && (rule.code() + "-").startsWith(path.substring(0, dot) + "-")) {
        found.put(path.substring(dot + 1), text);
      }
    });
    return found;
  }

  /** Equal when every key has the same text and every rule the same mode. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SignalSettings that
        && texts.equals(that.texts)
        && modes.equals(that.modes);
  }

  @Override
  public int hashCode() {
    return 31 * texts.hashCode() + modes.hashCode();
  }

  ZoneId zone() {
    return value(Knob.ZONE, ZoneId.class);
  }

  long whole(Knob knob) {
    return value(knob, Long.class);
  }

  int count(Knob knob) {
    return Math.toIntExact(whole(knob));
  }

  double decimal(Knob knob) {
    return value(knob, Double.class);
  }

  Hours hours(Knob knob) {
    return value(knob, Hours.class);
  }

  String word(Knob knob) {
    return value(knob, String.class);
  }

  private <T> T value(Knob knob, Class<T> type) {
    Object value = values.get(knob);
    if (value == null) {
      throw new IllegalStateException("no value for " + knob.path());
    }
    return type.cast(value);
  }
}
