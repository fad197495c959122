package dev.yinhu.service.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Withdraws a caller's tokens, at once on every node. */
@Command(name = "revoke", description = "Withdraw a caller's tokens, at once on every node.")
final class CallerRevokeCommand implements Callable<Integer> {

  /** What is printed. */
  record Revoked(String name, int revoked) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Parameters(paramLabel = "NAME", description = "The caller.")
  private String name = "";

  @Option(
      names = "--keep-newest",
      description = "Leave the token made last: the end of an exchange of tokens.")
  private boolean keepNewest;

  CallerRevokeCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    try (var session = world.sessions().open(root.config())) {
      int revoked = session.revokeCaller(name, keepNewest);
      if (root.json()) {
        world.console().json(new Revoked(name, revoked));
      } else {
        world.console().line("revoked " + revoked + (revoked == 1 ? " token" : " tokens"));
      }
    }
    return 0;
  }
}
