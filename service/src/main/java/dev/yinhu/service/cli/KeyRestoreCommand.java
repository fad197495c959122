package dev.yinhu.service.cli;

import dev.yinhu.crypto.KeyStatus;
import picocli.CommandLine.Command;

/** Takes back a destruction that waits. */
@Command(
    name = "restore",
    description = {
      "Take back the destruction of a version, asked for or approved, while it waits."
    })
final class KeyRestoreCommand extends VersionDecision {

  KeyRestoreCommand(YinhuCommand root, CommandWorld world) {
    super(root, world);
  }

  @Override
  KeyStatus.Version decide(Session session, CommandWorld world, VersionArguments which) {
    return session.keys().restore(which.keyring(), which.version());
  }

  @Override
  String told(VersionArguments which) {
    return which + " is kept";
  }
}
