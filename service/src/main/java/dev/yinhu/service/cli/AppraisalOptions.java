package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.appraisal.AppraisalWish;
import java.nio.file.Path;
import java.util.List;
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

  /** All of it but the register. */
  AppraisalWish wish() {
    return new AppraisalWish(
        failOn,
        levels,
        unusedDays,
        declared,
        Optional.ofNullable(baseline),
        Optional.ofNullable(newBaseline),
        Optional.ofNullable(suppressions),
        Optional.ofNullable(since));
  }

  List<Path> register() {
    return register;
  }

  Optional<String> store() {
    if (store != null && store.isBlank()) {
      throw new WrongUse("--store is empty; give a name");
    }
    return Optional.ofNullable(store);
  }

  /** Whether anything is asked that only a report with places answers. */
  boolean saysMoreThanTypes() {
    return wish().compares() || !register.isEmpty() || !declared.isEmpty() || since != null;
  }
}
