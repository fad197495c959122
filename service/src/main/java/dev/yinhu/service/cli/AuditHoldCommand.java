package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.retention.Hold;
import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.accessaudit.search.FilterText;
import dev.yinhu.accessaudit.search.QueryParser;
import dev.yinhu.accessaudit.search.QueryRefused;
import dev.yinhu.service.api.HoldView;
import dev.yinhu.service.api.RetentionDesk;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds the commands about legal holds. */
@Command(
    name = "hold",
    description = "Legal holds: entries that stay whatever the retention policy says.")
final class AuditHoldCommand implements Runnable {

  /**
   * What is printed of a hold that was placed.
   *
   * @param entries how many of the log it keeps now; null when they could not be counted
   */
  record Placed(long id, @Nullable Long entries) {}

  /** What is printed of a hold that was released. */
  record Done(long id) {}

  static CommandLine tree(YinhuCommand root, CommandWorld world) {
    return new CommandLine(new AuditHoldCommand())
        .addSubcommand(new Add(root, world))
        .addSubcommand(new Show(root, world))
        .addSubcommand(new Release(root, world));
  }

  @Override
  public void run() {
    throw new WrongUse("name a command");
  }

  @Command(
      name = "add",
      description = {
        "Keep what a query finds, now and later.",
        "A person named by subject:ID in --query is seen by whoever lists processes: give"
            + " --subject-file, alone or with a --query that must hold as well."
      })
  static final class Add implements Callable<Integer> {
    private final YinhuCommand root;
    private final CommandWorld world;

    @Option(names = "--query", paramLabel = "QUERY", description = "As in audit search.")
    private @Nullable String query;

    @Mixin private final SubjectFile subject = new SubjectFile();

    @Option(names = "--reason", required = true, description = "Why, without personal data.")
    private String reason = "";

    @Option(names = "--until", paramLabel = "DATE", description = "Its last day, as 2027-12-31.")
    private @Nullable String until;

    Add(YinhuCommand root, CommandWorld world) {
      this.root = root;
      this.world = world;
    }

    @Override
    public Integer call() {
      Reason given = SpokenReason.of(reason, world);
      String wanted = wanted();
      try (var session = world.sessions().open(root.config())) {
        long id = session.retention().place(wanted, given, until());
        told(new Placed(id, count(session, wanted)));
      } catch (QueryRefused e) {
        throw new WrongUse("--query: " + e.getMessage());
      }
      return 0;
    }

    private Optional<LocalDate> until() {
      try {
        return Optional.ofNullable(until).map(LocalDate::parse);
      } catch (DateTimeParseException e) {
        throw new WrongUse("--until takes a day like 2027-12-31");
      }
    }

    /** It is in force whether its entries can be counted or not. */
    private @Nullable Long count(Session session, String wanted) {
      try {
        return session.search().count(session.retention().wanted(wanted));
      } catch (AuditException e) {
        world.console().complain("the entries could not be counted: " + e.getMessage());
        return null;
      }
    }

    private void told(Placed placed) {
      if (root.json()) {
        world.console().json(placed);
        return;
      }
      Long entries = placed.entries();
      String kept =
          entries == null
              ? ""
              : "; it keeps "
                  + entries
                  + (entries == 1 ? " entry" : " entries")
                  + " of today's log";
      world.console().line("hold " + placed.id() + " is in force" + kept);
      if (entries != null && entries == 0) {
        world
            .console()
            .complain("NOTHING in today's log is held by it: look at the query with audit search");
      }
    }

    private String wanted() {
      Optional<String> person =
          subject.read(world).map(id -> FilterText.of(new Filter.OfSubject(id)));
      if (query == null) {
        return person.orElseThrow(() -> new WrongUse("give --query, --subject-file, or both"));
      }
      String typed = readable(query);
      return person.map(one -> one + " AND (" + typed + ")").orElse(typed);
    }

    /** By itself: the column of a fault is that of what was typed, not of what it goes into. */
    private static String readable(String query) {
      try {
        var _ = QueryParser.parse(query, ZoneOffset.UTC);
        return query;
      } catch (QueryRefused e) {
        throw new WrongUse("--query: " + e.getMessage());
      }
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
          HoldView shown = HoldView.of(hold, desk.isInForce(hold));
          if (root.json()) {
            world.console().json(shown);
          } else {
            world.console().line(line(shown));
          }
        }
      }
      return 0;
    }

    private static String line(HoldView hold) {
      String end = hold.until() == null ? "" : " until " + hold.until();
      String state =
          hold.in_force()
              ? "in force" + end
              : hold.released_by() == null ? "over" + end : "released by " + hold.released_by();
      return "%d  %s  by %s  %s  “%s”"
          .formatted(hold.id(), state, hold.placed_by(), hold.query(), hold.reason());
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
        if (root.json()) {
          world.console().json(new Done(id));
        } else {
          world.console().line("hold " + id + " is released");
        }
      }
      return 0;
    }
  }
}
