package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.search.IndexReport;
import dev.yinhu.service.api.SearchDesk;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks the search index of the access log, or builds it anew. */
@Command(
    name = "reindex",
    description = {
      "Build the search index of the access log anew, or only check it.",
      "The log itself is not touched; a service that runs checks its index at every start and mends"
          + " it by itself."
    })
final class AuditReindexCommand implements Callable<Integer> {
  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(
      names = "--check",
      description = "Only check: every file, and that every entry is there once.")
  private boolean check;

  AuditReindexCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  /** What is printed. */
  record Told(
      boolean ok,
      @Nullable String fault,
      long from,
      long indexed_to,
      long entries,
      long kept,
      long size) {}

  @Override
  public Integer call() {
    try (Session session = world.sessions().open(root.config())) {
      SearchDesk desk = session.search();
      IndexReport report =
          check
              ? desk.check()
              : desk.rebuild(to -> world.console().progress("  indexed up to entry " + to));
      print(report);
      return report.isWhole() ? 0 : 1;
    }
  }

  private void print(IndexReport report) {
    if (root.json()) {
      world
          .console()
          .json(
              new Told(
                  report.isWhole(),
                  report.fault().orElse(null),
                  report.from(),
                  report.indexedTo(),
                  report.entries(),
                  report.kept(),
                  report.size()));
    } else {
      String state =
          report
              .fault()
              .map(fault -> "cannot be used: " + fault)
              .orElse(
                  "holds %d of the %d entries below index %d that the log has, each once"
                      .formatted(report.entries(), report.kept(), report.indexedTo()));
      world
          .console()
          .line("The search index " + state + "; the log goes up to " + report.size() + ".");
    }
  }
}
