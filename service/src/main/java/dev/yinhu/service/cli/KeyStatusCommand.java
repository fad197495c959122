package dev.yinhu.service.cli;

import dev.yinhu.service.api.KeyView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows how the keys stand. */
@Command(
    name = "status",
    description = "Show every version of every keyring: state, use, and what waits.")
final class KeyStatusCommand implements Callable<Integer> {

  private static final int SECONDS_PER_HOUR = 3_600;

  private final YinhuCommand root;
  private final CommandWorld world;

  KeyStatusCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    try (var session = world.sessions().open(root.config())) {
      var view = KeyView.of(session.keys().status());
      if (root.json()) {
        world.console().json(view);
      } else {
        print(view);
      }
    }
    return 0;
  }

  private void print(KeyView view) {
    var form = "%-10s %7s  %-12s %14s %14s  %-20s  %s";
    world
        .console()
        .line(
            form.formatted(
                "KEYRING", "VERSION", "STATE", "SEALED", "OPENED", "LAST USED (UTC)", "NOTES"));
    for (var keyring : view.keyrings()) {
      for (var version : keyring.versions()) {
        var line =
            form.formatted(
                keyring.keyring(),
                version.version(),
                version.state(),
                version.sealed(),
                version.opened(),
                version.last_used() == null ? "never" : seconds(version.last_used()),
                notes(keyring, version));
        world.console().line(line.stripTrailing());
      }
    }
    for (var section : view.sections()) {
      world.console().line("");
      world.console().line(section.name());
      section.facts().forEach((name, fact) -> world.console().line("  " + name + ": " + fact));
    }
  }

  /** Without the parts of a second, which nobody reads here. */
  private static String seconds(String instant) {
    return instant.replaceFirst("\\.\\d+Z$", "Z");
  }

  private static String notes(KeyView.Keyring keyring, KeyView.Version version) {
    List<String> notes = new ArrayList<>();
    if (version.version() == keyring.active() && keyring.next_rotation() != null) {
      notes.add("rotates " + seconds(keyring.next_rotation()));
    }
    if (version.rewrap_needed()) {
      notes.add("rewrap needed");
    }
    var waiting = version.destruction();
    if (waiting != null) {
      notes.add(
          switch (waiting.state()) {
            case "approved" -> "destroyed in " + hours(waiting.seconds_left()) + " of service";
            case "expired" -> "destruction asked for, not approved in time";
            default ->
                "destruction asked for by "
                    + waiting.requested_by()
                    + ", to be approved within "
                    + hours(waiting.seconds_left());
          });
    }
    if (version.retired()) {
      notes.add("retired: opens nothing");
    }
    return String.join("; ", notes);
  }

  private static String hours(long seconds) {
    return seconds < SECONDS_PER_HOUR
        ? Math.max(1, seconds / 60) + " min"
        : seconds / SECONDS_PER_HOUR + " h";
  }
}
