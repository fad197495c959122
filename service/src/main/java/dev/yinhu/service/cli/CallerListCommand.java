package dev.yinhu.service.cli;

import dev.yinhu.service.callers.CallerSummary;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists the callers. */
@Command(name = "list", description = "List the callers and how many tokens each has.")
final class CallerListCommand implements Callable<Integer> {

  /** What is printed per caller. */
  record Listed(
      String name, String role, String created, int activeTokens, @Nullable String nextExpiry) {
    static Listed of(CallerSummary caller) {
      return new Listed(
          caller.name(),
          caller.role().word(),
          caller.createdAt().toString(),
          caller.activeTokens(),
          caller.nextExpiry().map(Instant::toString).orElse(null));
    }
  }

  private final YinhuCommand root;
  private final CommandWorld world;

  CallerListCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    try (var session = world.sessions().open(root.config())) {
      session.callers().stream().map(Listed::of).forEach(this::print);
    }
    return 0;
  }

  private void print(Listed caller) {
    if (root.json()) {
      world.console().json(caller);
    } else {
      var expiry = caller.nextExpiry() == null ? "" : ", next expires " + caller.nextExpiry();
      world
          .console()
          .line(
              "%-32s %-8s %d active%s"
                  .formatted(caller.name(), caller.role(), caller.activeTokens(), expiry));
    }
  }
}
