package dev.yinhu.service.cli;

import dev.yinhu.service.api.KeyView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes back a destruction that waits. */
@Command(
    name = "restore",
    description = {
      "Take back the destruction of a version, asked for or approved, while it waits."
    })
final class KeyRestoreCommand implements Callable<Integer> {

  private final YinhuCommand root;
  private final CommandWorld world;

  @Mixin private VersionArguments which = new VersionArguments();

  KeyRestoreCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    try (var session = world.sessions().open(root.config())) {
      var version = session.keys().restore(which.keyring(), which.version());
      if (root.json()) {
        world.console().json(KeyView.Version.of(version));
      } else {
        world.console().line(which + " is kept");
      }
    }
    return 0;
  }
}
