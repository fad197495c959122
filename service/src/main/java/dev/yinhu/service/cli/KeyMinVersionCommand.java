package dev.yinhu.service.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Retires old versions, or takes that back. */
@Command(
    name = "min-version",
    description = {
      "Retire the versions of a keyring below VERSION: they are kept but open nothing.",
      "A lower VERSION takes that back."
    })
final class KeyMinVersionCommand implements Callable<Integer> {

  /** What is printed. */
  record LowestSet(String keyring, int min_decrypt_version, int before) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Mixin private VersionArguments which = new VersionArguments();

  KeyMinVersionCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    try (var session = world.sessions().open(root.config())) {
      int before = session.keys().setMinDecryptVersion(which.keyring(), which.version());
      if (root.json()) {
        world.console().json(new LowestSet(which.keyring().text(), which.version(), before));
      } else {
        world.console().line(which + " is the lowest that decrypts; it was " + before);
      }
    }
    return 0;
  }
}
