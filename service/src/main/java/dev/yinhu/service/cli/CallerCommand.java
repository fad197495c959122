package dev.yinhu.service.cli;

import picocli.CommandLine.Command;

/** Holds the commands about callers. */
@Command(name = "caller", description = "Who may call, and by which tokens.")
final class CallerCommand implements Runnable {

  @Override
  public void run() {
    throw new WrongUse("name a command");
  }
}
