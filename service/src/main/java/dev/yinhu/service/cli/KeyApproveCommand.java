package dev.yinhu.service.cli;

import dev.yinhu.crypto.KeyStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Approves the destruction of a version. */
@Command(
    name = "approve",
    description = {
      "Approve the destruction of a version that another administrator asked for.",
      "It opens nothing from now on, and is destroyed after keys.destruction_wait."
    })
final class KeyApproveCommand extends VersionDecision {

  @Mixin private TokenFile token = new TokenFile();

  KeyApproveCommand(YinhuCommand root, CommandWorld world) {
    super(root, world);
  }

  @Override
  KeyStatus.Version decide(Session session, CommandWorld world, VersionArguments which) {
    return session.keysAs(token.read(world)).approveDestruction(which.keyring(), which.version());
  }

  @Override
  String told(VersionArguments which) {
    return "the destruction of "
        + which
        + " is approved; until its time is over, key restore takes it back";
  }
}
