package dev.yinhu.service.cli;

import dev.yinhu.crypto.KeyStatus;
import dev.yinhu.service.api.KeyView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What somebody decides about the destruction of one version of a keyring. */
abstract class VersionDecision implements Callable<Integer> {

  private final YinhuCommand root;
  private final CommandWorld world;

  @Mixin private VersionArguments which = new VersionArguments();

  VersionDecision(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  /** Makes the decision; gives the version as it stands then. */
  abstract KeyStatus.Version decide(Session session, CommandWorld world, VersionArguments which);

  /** What is told of it. */
  abstract String told(VersionArguments which);

  @Override
  public final Integer call() {
    try (var session = world.sessions().open(root.config())) {
      var version = decide(session, world, which);
      if (root.json()) {
        world.console().json(KeyView.Version.of(version));
      } else {
        world.console().line(told(which));
      }
    }
    return 0;
  }
}
