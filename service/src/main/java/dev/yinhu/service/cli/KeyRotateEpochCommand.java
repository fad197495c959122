package dev.yinhu.service.cli;

import dev.yinhu.crypto.Drained;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Begins a new epoch and has everybody's keys follow. */
@Command(
    name = "rotate-epoch",
    description = {
      "Begin a new epoch, wrap the keys of all living people under it and destroy the old one.",
      "From then on an erased person is out of reach of every backup taken before. May be broken"
          + " off: a running service goes on with it."
    })
final class KeyRotateEpochCommand implements Callable<Integer> {

  /** What is printed. */
  record Rotated(int epoch, long rewrapped, long waiting, List<Integer> destroyed) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(
      names = "--no-wait",
      description = "Only begin the epoch; a running service wraps the keys.")
  private boolean noWait;

  KeyRotateEpochCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    try (var session = world.sessions().open(root.config())) {
      int epoch = session.rotateEpoch();
      var drained =
          noWait
              ? new Drained(0, session.epochs().status().waiting(), List.of())
              : session.drainEpochs(done -> world.console().progress(done + " keys wrapped anew"));
      print(new Rotated(epoch, drained.rewrapped(), drained.left(), drained.destroyed()));
      return noWait || drained.left() == 0 ? 0 : 1;
    }
  }

  private void print(Rotated rotated) {
    if (root.json()) {
      world.console().json(rotated);
      return;
    }
    world
        .console()
        .line(
            "epoch %d is current; %d keys wrapped anew, %d wait; destroyed: %s"
                .formatted(
                    rotated.epoch(),
                    rotated.rewrapped(),
                    rotated.waiting(),
                    rotated.destroyed().isEmpty()
                        ? "none yet, a running service does it when nothing waits"
                        : rotated.destroyed()));
    world
        .console()
        .line(
            "make a new backup: from one that is older than this, nobody's key can be read once the"
                + " old epoch is destroyed");
  }
}
