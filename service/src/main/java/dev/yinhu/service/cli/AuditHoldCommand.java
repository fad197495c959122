package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.retention.Hold;
import dev.yinhu.service.api.RetentionDesk;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds the commands about legal holds. */
@Command(
    name = "hold",
    description = "Legal holds: entries that stay whatever the retention policy says.")
final class AuditHoldCommand implements Runnable {

  /** What is printed of a hold that was placed or released. */
  record Done(long id) {}

  /** What is printed of a hold. */
  record Shown(
      long id,
      String query,
      String reason,
      String placed_by,
      String placed_at,
      @Nullable String until,
      boolean in_force) {}

  @Spec private @Nullable CommandSpec spec;

  static CommandLine tree(YinhuCommand root, CommandWorld world) {
    return new CommandLine(new AuditHoldCommand())
        .addSubcommand(new Add(root, world))
        .addSubcommand(new Show(root, world))
        .addSubcommand(new Release(root, world));
  }

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("used before picocli filled it");
    }
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  @Command(name = "add", description = "Keep what a query finds, now and later.")
  static final class Add implements Callable<Integer> {
    private final YinhuCommand root;
    private final CommandWorld world;

    @Option(names = "--query", required = true, description = "As in audit search.")
    private String query = "";

    @Option(names = "--reason", required = true, description = "Why, without personal data.")
    private String reason = "";

    @Option(names = "--until", paramLabel = "DATE", description = "Its last day.")
    private @Nullable LocalDate until;

    Add(YinhuCommand root, CommandWorld world) {
      this.root = root;
      this.world = world;
    }

    @Override
    public Integer call() {
      Reason.fault(reason)
          .ifPresent(fault -> {
            throw new CommandException("--reason: " + fault);
          });
      try (var session = world.sessions().open(root.config())) {
        long id = session.retention().place(query, new Reason(reason), Optional.ofNullable(until));
        told(root, world, id, "hold " + id + " is in force");
      }
      return 0;
    }
  }

  @Command(name = "list", description = "Show every hold there ever was.")
  static final class Show implements Callable<Integer> {
    private final YinhuCommand root;
    private final CommandWorld world;

    Show(YinhuCommand root, CommandWorld world) {
      this.root = root;
      this.world = world;
    }

    @Override
    public Integer call() {
      try (var session = world.sessions().open(root.config())) {
        RetentionDesk desk = session.retention();
        for (Hold hold : desk.holds()) {
          Shown shown = shown(hold, desk.isInForce(hold));
          if (root.json()) {
            world.console().json(shown);
          } else {
            world
                .console()
                .line(
                    "%d  %s  %s  %s"
                        .formatted(
                            hold.id(),
                            shown.in_force() ? "in force" : "over",
                            hold.placedBy(),
                            hold.query()));
          }
        }
      }
      return 0;
    }

    private static Shown shown(Hold hold, boolean inForce) {
      return new Shown(
          hold.id(),
          hold.query(),
          hold.reason(),
          hold.placedBy(),
          hold.placedAt().toString(),
          hold.until().map(LocalDate::toString).orElse(null),
          inForce);
    }
  }

  @Command(name = "release", description = "End a hold; what it alone kept goes with a pruning.")
  static final class Release implements Callable<Integer> {
    private final YinhuCommand root;
    private final CommandWorld world;

    @Parameters(paramLabel = "ID", description = "The number of the hold.")
    private long id;

    Release(YinhuCommand root, CommandWorld world) {
      this.root = root;
      this.world = world;
    }

    @Override
    public Integer call() {
      try (var session = world.sessions().open(root.config())) {
        session.retention().release(id);
        told(root, world, id, "hold " + id + " is released");
      }
      return 0;
    }
  }

  private static void told(YinhuCommand root, CommandWorld world, long id, String line) {
    if (root.json()) {
      world.console().json(new Done(id));
    } else {
      world.console().line(line);
    }
  }
}
