package dev.yinhu.service.cli;

import dev.yinhu.crypto.KeyStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks for the destruction of a version. */
@Command(
    name = "destroy",
    description = {
      "Ask for the destruction of a version. Another administrator has to approve it; nothing",
      "happens before. Refused while something stored here needs it: see docs/keys.md."
    })
final class KeyDestroyCommand extends VersionDecision {

  @Mixin private TokenFile token = new TokenFile();

  KeyDestroyCommand(YinhuCommand root, CommandWorld world) {
    super(root, world);
  }

  @Override
  KeyStatus.Version decide(Session session, CommandWorld world, VersionArguments which) {
    return session.keysAs(token.read(world)).requestDestruction(which.keyring(), which.version());
  }

  @Override
  String told(VersionArguments which) {
    return "the destruction of " + which + " is asked for; another administrator approves it";
  }
}
