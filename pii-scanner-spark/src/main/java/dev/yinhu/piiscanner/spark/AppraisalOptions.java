package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.TypeNames;
import dev.yinhu.piiscanner.WrongSettings;
import dev.yinhu.piiscanner.appraisal.AppraisalWish;
import dev.yinhu.piiscanner.appraisal.Appraiser;
import dev.yinhu.piiscanner.appraisal.DeclaredRegister;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the result of a scan is held against; files are those of the driver. */
final class AppraisalOptions {
  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "WORD",
      description =
          "End with exit code 1 when such is found: any, a type, level:KEY, a judgement such as"
              + " undeclared; new leaves out what the baseline knows.")
  private List<String> failOn = List.of();

  @Option(names = "--baseline", paramLabel = "FILE", description = "What is known already.")
  private @Nullable Path baseline;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description = "Write what is found as a baseline.")
  private @Nullable Path newBaseline;

  @Option(
      names = "--suppressions",
      paramLabel = "FILE",
      description = "Who answers for what, until when.")
  private @Nullable Path suppressions;

  @Option(
      names = "--register",
      paramLabel = "FILE|DIR",
      description = "Hold what is found against this register.")
  private List<Path> register = List.of();

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
      paramLabel = "TABLE|COLUMN=FIELD",
      description = "What the register calls a column: users|phone_ct=shop.users.phone.")
  private List<String> declared = List.of();

  @Option(
      names = "--since",
      paramLabel = "REPORT",
      description = "Tell what changed since a scan of which this is the JSON report.")
  private @Nullable Path since;

  /** What the scanned tables are called. */
  String store(Source source) {
    if (store != null && store.isBlank()) {
      throw new WrongSettings("--store is empty; give a name");
    }
    return store == null ? source.usualStore() : store;
  }

  /**
   * Reads everything that is named, before the scan begins.
   *
   * @param known the types that may be found
   */
  Appraiser appraiser(Source source, TypeNames known, InstantSource clock) {
    Path here = Path.of("");
    known.require("--fail-on", wish().gate().types());
    return Appraiser.of(wish(), here, store(source), () -> register(here, clock));
  }

  /** Nothing tells here when fields were last used, so no span is asked for. */
  private AppraisalWish wish() {
    return new AppraisalWish(
        failOn,
        levels,
        AppraisalWish.USUAL_UNUSED_DAYS,
        declared,
        Optional.ofNullable(baseline),
        Optional.ofNullable(newBaseline),
        Optional.ofNullable(suppressions),
        Optional.ofNullable(since));
  }

  private Optional<DeclaredRegister> register(Path here, InstantSource clock) {
    return register.isEmpty()
        ? Optional.empty()
        : Optional.of(DeclaredRegister.ofFiles(register, here, clock));
  }
}
