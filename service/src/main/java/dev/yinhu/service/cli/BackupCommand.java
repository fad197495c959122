package dev.yinhu.service.cli;

import dev.yinhu.service.backup.BackupRun;
import dev.yinhu.service.config.YinhuConfig;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a backup. */
@Command(
    name = "backup",
    description = {
      "Back up the database and the keys, while the service runs or not.",
      "DIR/data holds the database, DIR/keys what opens it: keep them apart, and of the keys only"
          + " the newest."
    })
final class BackupCommand implements Callable<Integer> {

  /** What is printed. */
  record BackedUp(String out, String backup, long files, long bytes, String rootKey) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write; must not exist or be empty.")
  private Path out = Path.of("");

  @Option(
      names = "--keys-only",
      description =
          "Only epochs, erasure ledger and root key, for a database that is backed up elsewhere.")
  private boolean keysOnly;

  BackupCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    var config = root.config();
    if (config.database().url().isPresent() && !keysOnly) {
      throw new WrongUse(
          "the database is an external server: back it up with pg_dump, then the keys with"
              + " --keys-only (docs/backup.md)");
    }
    var target = world.workingDirectory().resolve(out);
    var run = new BackupRun(config, world.clock(), world.console()::progress);
    var done = keysOnly ? run.keysOnly(target) : all(config, run, target);
    print(target, done);
    return 0;
  }

  private BackupRun.Done all(YinhuConfig config, BackupRun run, Path target) {
    try (var session = world.sessions().open(config)) {
      return session.backUp(() -> run.all(session.database(), target));
    }
  }

  private void print(Path target, BackupRun.Done done) {
    if (done.rootKey() == BackupRun.RootKeyCopy.CLEAR) {
      world
          .console()
          .complain(
              "warning: "
                  + target.resolve("keys")
                  + " holds the root key in clear; with it and the data anybody reads everything."
                  + " Keep the two in different places");
    }
    if (root.json()) {
      world
          .console()
          .json(
              new BackedUp(
                  target.toString(),
                  done.backup(),
                  done.files(),
                  done.bytes(),
                  done.rootKey().name().toLowerCase(Locale.ROOT)));
      return;
    }
    world.console().line("%d files, %d bytes in %s".formatted(done.files(), done.bytes(), target));
  }
}
