package dev.yinhu.service.cli;

import dev.yinhu.crypto.EpochOpening;
import dev.yinhu.crypto.RootKeyException;
import dev.yinhu.service.backup.RestoreRun;
import dev.yinhu.service.config.YinhuConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings a backup back. */
@Command(
    name = "restore",
    description = {
      "Bring a backup into a data directory that has no database, and erase again whoever was"
          + " erased since.",
      "A newer erasure ledger in the key directory is kept. May be run again when broken off."
    })
final class RestoreCommand implements Callable<Integer> {

  /**
   * What is printed.
   *
   * @param erasedAgain absent when the keys could not be opened here
   */
  record Restored(
      String created,
      String ledger,
      List<Integer> epochs,
      List<Integer> destroyedEpochs,
      boolean opened,
      @Nullable Long ledgerLines,
      @Nullable Long erasedAgain,
      @Nullable Long unreadable) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "What yinhu backup wrote.")
  private Path from = Path.of("");

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "The keys of the backup, or better of the newest one (default: DIR/keys).")
  private @Nullable Path keys;

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description = "A newer copy of the erasure ledger (erasures.log).")
  private @Nullable Path ledger;

  RestoreCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    var config = root.config();
    if (config.database().url().isPresent()) {
      throw new WrongUse(
          "the database is an external server: restore it with pg_restore (docs/backup.md)");
    }
    var done =
        new RestoreRun(config, world.rootKeys().apply(config), world.console()::progress)
            .run(
                at(from),
                Optional.ofNullable(keys).map(this::at),
                Optional.ofNullable(ledger).map(this::at));
    print(done, open(config));
    return 0;
  }

  private Path at(Path given) {
    return world.workingDirectory().resolve(given);
  }

  /** Empty when the root key is not here: then the first start that has it does the same. */
  private Optional<EpochOpening> open(YinhuConfig config) {
    try (var session = world.sessions().open(config)) {
      return Optional.of(session.epochs().opening());
    } catch (RootKeyException e) {
      world
          .console()
          .complain(
              "the files are in place, but the keys cannot be opened: "
                  + e.getMessage()
                  + ". The erasure ledger is applied at the first start that can");
      return Optional.empty();
    }
  }

  private void print(RestoreRun.Done done, Optional<EpochOpening> opening) {
    if (root.json()) {
      world.console().json(json(done, opening));
      return;
    }
    var console = world.console();
    console.line("restored as of " + done.created() + "; erasure ledger from " + done.ledger());
    if (!done.destroyedEpochs().isEmpty()) {
      console.line(
          "epochs that are destroyed and were not brought back: " + done.destroyedEpochs());
    }
    console.line(
        "the access log writes on, but states no checkpoint until you accept that it went back:"
            + " yinhu audit accept-restore --reason TEXT --yes (docs/backup.md)");
    console.line(
        "if a store of the platform was restored too, erase again who came back with it: yinhu case"
            + " replay [--store DATASET]");
    opening.ifPresent(put -> {
      console.line(
          "erased since, and erased again: %d (%d lines of the ledger)"
              .formatted(put.erasedAgain(), put.ledgerLines()));
      if (put.unreadable() > 0) {
        console.line(
            "%d people cannot be read by anybody any more: the backup is older than the horizon, their epoch is destroyed"
                .formatted(put.unreadable()));
      }
    });
  }

  private static Restored json(RestoreRun.Done done, Optional<EpochOpening> opening) {
    return new Restored(
        done.created(),
        done.ledger().toString(),
        done.epochs(),
        done.destroyedEpochs(),
        opening.isPresent(),
        opening.map(EpochOpening::ledgerLines).orElse(null),
        opening.map(EpochOpening::erasedAgain).orElse(null),
        opening.map(EpochOpening::unreadable).orElse(null));
  }
}
