package dev.yinhu.service.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Holds the commands about keys. */
@Command(name = "key", description = "How the keys stand, and their life cycle.")
final class KeyCommand implements Runnable {

  /** With all its commands. */
  static CommandLine tree(YinhuCommand root, CommandWorld world) {
    return new CommandLine(new KeyCommand())
        .addSubcommand(new KeyStatusCommand(root, world))
        .addSubcommand(new KeyRotateCommand(root, world))
        .addSubcommand(new KeyStateCommand(root, world))
        .addSubcommand(new KeyMinVersionCommand(root, world))
        .addSubcommand(new KeyDestroyCommand(root, world))
        .addSubcommand(new KeyApproveCommand(root, world))
        .addSubcommand(new KeyRestoreCommand(root, world))
        .addSubcommand(new KeySealCommand(root, world))
        .addSubcommand(new KeyRotateEpochCommand(root, world));
  }

  @Override
  public void run() {
    throw new WrongUse("name a command");
  }
}
