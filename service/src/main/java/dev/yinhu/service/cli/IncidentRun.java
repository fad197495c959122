package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.BreachException;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.Remark;
import dev.yinhu.service.api.BreachDesk;
import dev.yinhu.service.http.ProblemException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command over the rooms of breach response, in somebody's name.
 *
 * @param token file with the token of an officer or administrator; without it the command line acts
 */
record IncidentRun(YinhuCommand root, CommandWorld world, Supplier<Optional<Path>> token) {
  /** What is done. */
  @FunctionalInterface
  interface Work {
    /** Gives the exit code. */
    int run(BreachDesk desk, Order order);
  }

  /** Runs it. */
  int with(Work work) {
    Optional<String> by = token.get().map(file -> TokenFile.read(world, file));
    try (var session = world.sessions().open(root.config())) {
      return work.run(session.breach(), session.order(by));
    } catch (BreachException | IllegalArgumentException | ProblemException e) {
      throw new CommandException("nothing was changed: " + e.getMessage());
    }
  }

  /** As JSON or by printing. */
  void show(Object view, Runnable print) {
    if (root.json()) {
      world.console().json(view);
    } else {
      print.run();
    }
  }

  void line(String text) {
    world.console().line(text);
  }

  /**
   * What is kept for years, looked into first.
   *
   * @param option where it stands
   */
  Reason reason(String option, String text) {
    return SpokenReason.of(option, text, world);
  }

  /** The same of some lines. */
  Remark remark(String option, String text) {
    return SpokenReason.remark(option, text, world);
  }

  static Optional<Instant> time(@Nullable String text, String option) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeException e) {
      throw new WrongUse(option + " is a time such as 2026-03-01T18:00:00Z");
    }
  }
}
