package dev.yinhu.service.cli;

import dev.yinhu.service.api.KeyView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Approves the destruction of a version. */
@Command(
    name = "approve",
    description = {
      "Approve the destruction of a version that another administrator asked for.",
      "It opens nothing from now on, and is destroyed after keys.destruction_wait."
    })
final class KeyApproveCommand implements Callable<Integer> {

  private final YinhuCommand root;
  private final CommandWorld world;

  @Mixin private VersionArguments which = new VersionArguments();

  @Mixin private TokenFile token = new TokenFile();

  KeyApproveCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    try (var session = world.sessions().open(root.config())) {
      var version =
          session.keysAs(token.read(world)).approveDestruction(which.keyring(), which.version());
      if (root.json()) {
        world.console().json(KeyView.Version.of(version));
      } else {
        world
            .console()
            .line(
                "the destruction of "
                    + which
                    + " is approved; until its time is over, key restore takes it back");
      }
    }
    return 0;
  }
}
