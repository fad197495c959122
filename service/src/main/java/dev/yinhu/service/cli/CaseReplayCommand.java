package dev.yinhu.service.cli;

import dev.yinhu.service.api.ReplayView;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.erasure.ReplayWish;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Erases people again who came back with the backup of a store. */
@Command(
    name = "replay",
    description = {
      "After the restore of a store: erase again whoever was erased and came back with the backup.",
      "Again does no harm; exit code 1 when a store could not be looked at."
    })
final class CaseReplayCommand implements Callable<Integer> {
  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(names = "--store", paramLabel = "DATASET", description = "Only this one.")
  private @Nullable String store;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only people erased since, such as 2026-03-01T00:00:00Z: the backup's time.")
  private @Nullable String since;

  CaseReplayCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    ReplayWish wish = new ReplayWish(Optional.ofNullable(store), instant(since));
    ReplayView view;
    try (var session = world.sessions().open(root.config())) {
      view = ReplayView.of(session.cases().replay(wish));
    } catch (IllegalArgumentException e) {
      throw new WrongUse("--store is a dataset of the register");
    } catch (RightsException e) {
      throw new CommandException("nothing was erased again: " + e.getMessage());
    }
    if (root.json()) {
      world.console().json(view);
    } else {
      print(view);
    }
    return view.complete() ? 0 : 1;
  }

  private void print(ReplayView view) {
    for (ReplayView.Store one : view.stores()) {
      world
          .console()
          .line(
              "%-20s %,d people, %,d rows of erased people erased again%s"
                  .formatted(
                      one.store(),
                      one.people(),
                      one.rows(),
                      one.failed().isEmpty()
                          ? ""
                          : "; NOT COMPLETE: " + String.join(", ", one.failed())));
    }
    view.erasedAgain().forEach(id -> world.console().line("erased again: " + id));
    view.newUnderOldId()
        .forEach(id -> world.console().line("not touched, somebody new under the id: " + id));
  }

  static Optional<Instant> instant(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw new WrongUse("times are such as 2026-03-01T00:00:00Z");
    }
  }
}
