package dev.yinhu.service.cli;

import picocli.CommandLine.Command;

/** Holds the commands about the register. */
@Command(name = "register", description = "Check and apply the register.")
final class RegisterCommand implements Runnable {

  @Override
  public void run() {
    throw new WrongUse("name a command");
  }
}
