package dev.yinhu.service;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.service.cli.CommandRun;
import dev.yinhu.service.cli.CommandWorld;
import dev.yinhu.service.cli.Console;
import dev.yinhu.service.cli.StopSignal;
import dev.yinhu.service.logging.LogSetup;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/** What came of a command line, run in this process with all that {@link Main} gives it. */
public record CommandLineRun(int exitCode, String out, String err) {

  /** Runs a command to its end in a working directory. */
  public static CommandLineRun of(Path directory, String... arguments) {
    return of(directory, Map.of(), arguments);
  }

  /** Runs a command with variables of the environment. */
  public static CommandLineRun of(
      Path directory, Map<String, String> environment, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    LogSetup.quiet(console.err());
    try {
      int exitCode = CommandRun.of(world(console, directory, environment), arguments);
      return new CommandLineRun(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      LogSetup.quiet(System.out);
    }
  }

  private static CommandWorld world(
      Console console, Path directory, Map<String, String> environment) {
    var clock = Clock.systemUTC();
    var random = new SecureRandom();
    return new CommandWorld(
        console,
        directory,
        environment,
        clock,
        Crypto.availableSuites(),
        RootKeySettings::file,
        config -> DirectorySession.open(config, random, clock),
        config -> Yinhu.open(config, random, clock),
        new StopSignal());
  }
}
