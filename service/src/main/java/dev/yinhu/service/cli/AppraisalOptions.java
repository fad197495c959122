package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.JudgeSettings;
import dev.yinhu.piiscanner.necessity.RegisterNames;
import dev.yinhu.piiscanner.necessity.ShippedFacts;
import dev.yinhu.register.FieldRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the result of a scan is held against. */
final class AppraisalOptions {
  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "WORD",
      description =
          "End with exit code 1 when such is found: any, a type, level:KEY, a judgement such as"
              + " undeclared; new leaves out what the baseline knows.")
  private List<String> failOn = List.of();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "What is known already; needs --data.")
  private @Nullable Path baseline;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description = "Write what is found as a baseline; needs --data.")
  private @Nullable Path newBaseline;

  @Option(
      names = "--suppressions",
      paramLabel = "FILE",
      description = "Who answers for what, until when; needs --data.")
  private @Nullable Path suppressions;

  @Option(
      names = "--register",
      paramLabel = "FILE|DIR",
      description =
          "Hold what is found against this register (default: that of the installation in --data).")
  private List<Path> register = List.of();

  @Option(
      names = "--unused-days",
      paramLabel = "N",
      defaultValue = "180",
      description = "Days without use after which a field is unused (default: ${DEFAULT-VALUE}).")
  private int unusedDays = 180;

  @Option(
      names = "--levels",
      paramLabel = "PROFILE",
      defaultValue = "pipl-28",
      description = "The law or standard that tells levels (default: ${DEFAULT-VALUE}).")
  private String levels = "pipl-28";

  @Option(
      names = "--store",
      paramLabel = "NAME",
      description =
          "What the register calls the database or the files (default: the database's name;"
              + " files).")
  private @Nullable String store;

  @Option(
      names = "--declared-as",
      paramLabel = "PLACE=FIELD",
      description =
          "What the register calls a column or key: users|phone_ct=shop.users.phone,"
              + " exports/u.csv|tel=shop.users.phone.")
  private List<String> declared = List.of();

  @Option(
      names = "--since",
      paramLabel = "REPORT",
      description = "Tell what changed since a scan of which this is the JSON report.")
  private @Nullable Path since;

  List<String> failOn() {
    return failOn;
  }

  Optional<Path> baseline() {
    return Optional.ofNullable(baseline);
  }

  Optional<Path> newBaseline() {
    return Optional.ofNullable(newBaseline);
  }

  Optional<Path> suppressions() {
    return Optional.ofNullable(suppressions);
  }

  List<Path> register() {
    return register;
  }

  Optional<Path> since() {
    return Optional.ofNullable(since);
  }

  Optional<String> store() {
    if (store != null && store.isBlank()) {
      throw new WrongUse("--store is empty; give a name");
    }
    return Optional.ofNullable(store);
  }

  /** Which profile tells levels. */
  String levels() {
    if (!ShippedFacts.PROFILES.contains(levels)) {
      throw new WrongUse("--levels is one of " + String.join(", ", ShippedFacts.PROFILES));
    }
    return levels;
  }

  /** Whether fingerprints of this run have to fit those of another. */
  boolean compares() {
    return baseline != null || newBaseline != null || suppressions != null;
  }

  /** Whether anything is asked that only a report with places answers. */
  boolean saysMoreThanTypes() {
    return compares() || !register.isEmpty() || !declared.isEmpty() || since != null;
  }

  private RegisterNames names(String ofStore) {
    Map<HeldAt, FieldRef> fields = new HashMap<>();
    for (String one : declared) {
      int equal = one.lastIndexOf('=');
      int bar = one.lastIndexOf('|', Math.max(equal, 0));
      try {
        HeldAt place =
            HeldAt.field(
                ofStore, one.substring(0, bar).strip(), one.substring(bar + 1, equal).strip());
        fields.put(place, FieldRef.parse(one.substring(equal + 1).strip()));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new WrongUse("--declared-as is TABLE|COLUMN=DATASET.COLLECTION.FIELD, or FILE|KEY=…");
      }
    }
    return new RegisterNames(Map.of(), fields);
  }

  /**
   * By what to judge.
   *
   * @param ofStore what was scanned
   */
  JudgeSettings judging(String ofStore) {
    if (unusedDays < 1) {
      throw new WrongUse("--unused-days is at least 1");
    }
    JudgeSettings shipped = JudgeSettings.shipped();
    return new JudgeSettings(
        shipped.categories(),
        shipped.sensitivity(),
        shipped.legalSet(),
        Duration.ofDays(unusedDays),
        names(ofStore));
  }
}
