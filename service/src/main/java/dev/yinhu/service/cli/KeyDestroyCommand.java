package dev.yinhu.service.cli;

import dev.yinhu.service.api.KeyView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks for the destruction of a version. */
@Command(
    name = "destroy",
    description = {
      "Ask for the destruction of a version. Another administrator has to approve it; nothing",
      "happens before."
    })
final class KeyDestroyCommand implements Callable<Integer> {

  private final YinhuCommand root;
  private final CommandWorld world;

  @Mixin private VersionArguments which = new VersionArguments();

  @Mixin private TokenFile token = new TokenFile();

  KeyDestroyCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    try (var session = world.sessions().open(root.config())) {
      var version =
          session.keysAs(token.read(world)).requestDestruction(which.keyring(), which.version());
      if (root.json()) {
        world.console().json(KeyView.Version.of(version));
      } else {
        world
            .console()
            .line(
                "the destruction of " + which + " is asked for; another administrator approves it");
      }
    }
    return 0;
  }
}
