package dev.yinhu.service.cli;

import dev.yinhu.service.callers.Caller;
import dev.yinhu.service.callers.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a caller, or a further token to one, and shows the token once. */
@Command(
    name = "add",
    description = {
      "Add a caller, or one more token to a caller, and print the token.",
      "The token is shown this once; only its hash is kept."
    })
final class CallerAddCommand implements Callable<Integer> {

  /** What is printed. */
  record Added(String name, String role, String token, @Nullable String expires) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Parameters(paramLabel = "NAME", description = "The name the register knows the caller by.")
  private String name = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "One of service, dpo, auditor, admin.")
  private Role role = Role.SERVICE;

  @Option(
      names = "--expires",
      paramLabel = "WHEN",
      description = "After 90d or 12h, or at 2027-01-31T00:00:00Z; never unless given.")
  private @Nullable String expires;

  CallerAddCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    if (!Caller.isName(name)) {
      throw new WrongUse(
          "NAME is 1 to 64 of a-z, 0-9, dot, dash and underscore, as in the register");
    }
    var expiry = expiry();
    try (var session = world.sessions().open(root.config())) {
      var token = session.addCaller(name, role, expiry);
      print(token.reveal(), expiry);
    }
    return 0;
  }

  private Optional<Instant> expiry() {
    var written = expires;
    if (written == null) {
      return Optional.empty();
    }
    return Optional.of(
        Expiry.parse(written, world.clock().instant())
            .orElseThrow(() ->
                new WrongUse("--expires takes 90d, 12h or a time like 2027-01-31T00:00:00Z")));
  }

  private void print(String token, Optional<Instant> expiry) {
    if (root.json()) {
      var expires = expiry.map(Instant::toString).orElse(null);
      world.console().json(new Added(name, role.word(), token, expires));
    } else {
      world.console().line(token);
    }
  }
}
