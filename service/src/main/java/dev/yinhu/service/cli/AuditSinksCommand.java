package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.sink.SinkStatus;
import dev.yinhu.service.api.SinkDesk;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how far the log is streamed out, and changes that. */
@Command(
    name = "sinks",
    description = "Show how far each sink is, or pause, resume, move or forget one.")
final class AuditSinksCommand implements Callable<Integer> {

  /** What to do. */
  enum Action {
    STATUS,
    PAUSE,
    RESUME,
    SKIP,
    FORGET
  }

  /** A sink as it is printed. */
  record Shown(
      String sink,
      String state,
      long next,
      long lag,
      long delivered,
      long missed,
      long failures,
      @Nullable String paused,
      @Nullable String last_failure,
      @Nullable String last_success) {
    static Shown of(SinkStatus sink, long size) {
      return new Shown(
          sink.name(),
          sink.state(),
          sink.next(),
          sink.lag(size),
          sink.delivered(),
          sink.missed(),
          sink.failures(),
          sink.paused().orElse(null),
          sink.lastFailure().orElse(null),
          sink.lastSuccessAt().map(Object::toString).orElse(null));
    }
  }

  /** What is printed as JSON. */
  record Answer(long log_size, List<Shown> sinks) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "status (the default), pause, resume, skip or forget.")
  private Action action = Action.STATUS;

  @Parameters(index = "1", arity = "0..1", paramLabel = "SINK", description = "The sink's name.")
  private String name = "";

  @Option(
      names = "--to",
      paramLabel = "INDEX",
      description = "With skip: the entry to go on with; what is left out is never sent.")
  private long index = -1;

  AuditSinksCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  static CommandLine line(YinhuCommand root, CommandWorld world) {
    return new CommandLine(new AuditSinksCommand(root, world));
  }

  @Override
  public Integer call() {
    check();
    try (var session = world.sessions().open(root.config())) {
      SinkDesk desk = session.sinks();
      switch (action) {
        case STATUS -> {}
        case PAUSE -> desk.pause(name);
        case RESUME -> desk.resume(name);
        case SKIP -> desk.skipTo(name, index);
        case FORGET -> desk.forget(name);
      }
      print(desk);
    }
    return 0;
  }

  private void check() {
    if (action != Action.STATUS && name.isEmpty()) {
      throw new WrongUse("name a sink");
    }
    if ((action == Action.SKIP) != (index >= 0)) {
      throw new WrongUse("--to INDEX goes with skip");
    }
  }

  private void print(SinkDesk desk) {
    long size = desk.logSize();
    List<Shown> shown =
        desk.all().stream()
            .filter(sink -> name.isEmpty() || sink.name().equals(name))
            .map(sink -> Shown.of(sink, size))
            .toList();
    if (root.json()) {
      world.console().json(new Answer(size, shown));
      return;
    }
    String form = "%-20s %-10s %12s %12s %9s  %-24s  %s";
    world
        .console()
        .line(form.formatted("SINK", "STATE", "NEXT", "LAG", "FAILURES", "LAST SUCCESS", "NOTES"));
    for (Shown sink : shown) {
      world
          .console()
          .line(
              form.formatted(
                      sink.sink(),
                      sink.state(),
                      sink.next(),
                      sink.lag(),
                      sink.failures(),
                      sink.last_success() == null ? "never" : sink.last_success(),
                      notes(sink))
                  .stripTrailing());
    }
  }

  private static String notes(Shown sink) {
    String why =
        sink.paused() != null ? sink.paused() : sink.failures() > 0 ? sink.last_failure() : null;
    String missed = sink.missed() > 0 ? "missed " + sink.missed() + " pruned entries" : "";
    return (why == null ? "" : why + " ") + missed;
  }
}
