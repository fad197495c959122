package dev.yinhu.service.cli;

import dev.yinhu.crypto.KeyState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes the state of a version. */
@Command(
    name = "state",
    description = {
      "Bring a version into another state (NIST SP 800-57).",
      "When it was the active one, a new version is active afterwards."
    })
final class KeyStateCommand implements Callable<Integer> {

  /** What is printed. */
  record Changed(String keyring, int version, String from, String state, int active) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Mixin private VersionArguments which = new VersionArguments();

  @Parameters(
      index = "2",
      paramLabel = "STATE",
      converter = KeyWords.StateConverter.class,
      completionCandidates = KeyWords.States.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private KeyState state = KeyState.ACTIVE;

  KeyStateCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    try (var session = world.sessions().open(root.config())) {
      var done = session.keys().changeState(which.keyring(), which.version(), state);
      if (root.json()) {
        world
            .console()
            .json(
                new Changed(
                    which.keyring().text(),
                    which.version(),
                    done.from().word(),
                    done.to().word(),
                    done.active()));
      } else {
        world
            .console()
            .line(
                "%s is %s; version %d is active".formatted(which, done.to().word(), done.active()));
      }
    }
    return 0;
  }
}
