package dev.yinhu.service;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.service.cli.CommandRun;
import dev.yinhu.service.cli.CommandWorld;
import dev.yinhu.service.cli.Console;
import dev.yinhu.service.cli.StopSignal;
import dev.yinhu.service.logging.LogSetup;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** The entry point of {@code yinhu.jar}. */
public final class Main {

  private Main() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    var console = Console.ofProcess();
    LogSetup.quiet(console.err());
    var clock = Clock.systemUTC();
    var random = new SecureRandom();
    var stop = new StopSignal();
    var world =
        new CommandWorld(
            console,
            Path.of("").toAbsolutePath(),
            System.getenv(),
            clock,
            Crypto.availableSuites(),
            RootKeySettings::file,
            config -> DirectorySession.open(config, random, clock),
            config -> Yinhu.open(config, random, clock),
            stop);
    int exitCode = 1; // Failed, unless the command returns.
    try {
      exitCode = CommandRun.of(world, arguments);
    } catch (Error e) {
      e.printStackTrace(console.err()); // The process ends below, before anybody else prints it.
      throw e;
    } finally {
      stop.exit(exitCode); // Whatever happened: a process that was told to stop waits for this.
    }
  }
}
