package dev.yinhu.service.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Holds the commands about the access log. */
@Command(name = "audit", description = "The access log: search it, take it out, verify it.")
final class AuditCommand implements Runnable {

  /** With all its commands. */
  static CommandLine tree(YinhuCommand root, CommandWorld world) {
    return new CommandLine(new AuditCommand())
        .addSubcommand(AuditSearchCommand.line(root, world))
        .addSubcommand(new AuditReindexCommand(root, world))
        .addSubcommand(new SignalsCommand(root, world))
        .addSubcommand(AuditSinksCommand.line(root, world))
        .addSubcommand(new AuditAcceptRestoreCommand(root, world))
        .addSubcommand(new AuditWitnessCommand(root, world))
        .addSubcommand(new AuditPruneCommand(root, world))
        .addSubcommand(AuditHoldCommand.tree(root, world))
        .addSubcommand(new AuditVerifyCommand(root, world))
        .addSubcommand(new AuditExportCommand(root, world));
  }

  @Override
  public void run() {
    throw new WrongUse("name a command");
  }
}
