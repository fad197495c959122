package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.publish.RestoreAcceptance;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a log go on after its database was restored. */
@Command(
    name = "accept-restore",
    description = {
      "Let the access log state checkpoints again after its database was restored from a backup.",
      "The log goes on under a new name and with a new verifier key; the last checkpoint under the"
          + " old name is put aside as evidence. See docs/audit.md."
    })
final class AuditAcceptRestoreCommand implements Callable<Integer> {
  /**
   * What is printed.
   *
   * @param oldSize -1 when what was kept cannot be read
   */
  record Told(
      boolean accepted,
      String refusal,
      String oldOrigin,
      long oldSize,
      @Nullable String newOrigin,
      @Nullable Long newSize,
      @Nullable String verifierKey,
      @Nullable String evidence) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why the database was restored: up to 200 characters, nothing personal.")
  private String reason = "";

  @Option(names = "--yes", description = "Do it; without this it is only told what would be done.")
  private boolean yes;

  AuditAcceptRestoreCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    Reason given = SpokenReason.of(reason, world);
    try (var session = world.sessions().open(root.config())) {
      Optional<RestoreAcceptance.Pending> pending = session.refusedLog();
      if (pending.isEmpty()) {
        throw new CommandException(
            "there is nothing to accept: the log goes on from all that it stated");
      }
      return yes ? accept(session, pending.get(), given) : show(pending.get());
    }
  }

  private int show(RestoreAcceptance.Pending pending) {
    if (root.json()) {
      world
          .console()
          .json(
              new Told(
                  false,
                  pending.refusal(),
                  pending.oldOrigin(),
                  pending.oldSize(),
                  null,
                  null,
                  null,
                  null));
    } else {
      world.console().line(pending.refusal());
      world.console().line(whatItMeans(pending));
    }
    world.console().complain("nothing was changed; to accept this, run it again with --yes");
    return 1;
  }

  private static String whatItMeans(RestoreAcceptance.Pending pending) {
    return ("Accepted, the log goes on with what the database has, under a new name and with a new"
            + " verifier key, which --yes prints: everybody who verifies it, and each witness,"
            + " needs that key. What it stated as %s, up to %d entries, is put aside and stays"
            + " provable to whoever kept it; entries that are gone stay gone.")
        .formatted(pending.oldOrigin(), pending.oldSize());
  }

  private int accept(Session session, RestoreAcceptance.Pending pending, Reason given) {
    RestoreAcceptance.Accepted accepted = session.acceptRestore(pending, given);
    String evidence = accepted.evidence().map(Path::toString).orElse(null);
    String key = accepted.key().text();
    if (root.json()) {
      world
          .console()
          .json(
              new Told(
                  true,
                  pending.refusal(),
                  pending.oldOrigin(),
                  pending.oldSize(),
                  accepted.checkpoint().origin(),
                  accepted.checkpoint().size(),
                  key,
                  evidence));
      return 0;
    }
    var console = world.console();
    console.line(
        "the log goes on as %s, from %d entries"
            .formatted(accepted.checkpoint().origin(), accepted.checkpoint().size()));
    console.line("its verifier key is now " + key);
    console.line("give that key to whoever verifies the log, and to its witnesses");
    if (evidence != null) {
      console.line("the last checkpoint under the old name is kept in " + evidence);
    }
    return 0;
  }
}
