package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.WrongSettings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs one command line and turns whatever goes wrong into one line and an exit code. Stateless.
 */
public final class CommandRun {

  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;
  private static final String OURS = "dev.yinhu.";

  private CommandRun() {}

  /**
   * Runs to the end. With {@code --json} a failure is an object on standard output too.
   *
   * @return the exit code: 0 done, 1 found or failed, 2 wrong use
   */
  public static int of(CommandWorld world, String... arguments) {
    boolean json = List.of(arguments).contains("--json");
    return YinhuCommand.tree(world)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(world.console().out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(world.console().err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, _) -> wrongUse(world, e, json))
        .setExecutionExceptionHandler((e, line, parsed) -> failed(world, e, line, parsed, json))
        .execute(arguments);
  }

  /** What a program reads of a command that was not done. */
  record Failed(boolean ok, String error) {}

  private static void complain(CommandWorld world, String message, boolean json) {
    world.console().complain(message);
    if (json) {
      world.console().json(new Failed(false, message));
    }
  }

  private static int wrongUse(CommandWorld world, CommandLine.ParameterException e, boolean json) {
    complainOfUse(world, e, e.getCommandLine(), json);
    if (e instanceof UnmatchedArgumentException) {
      UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
    }
    return WRONG_USE;
  }

  private static void complainOfUse(
      CommandWorld world, Exception e, CommandLine line, boolean json) {
    var name = line.getCommandSpec().qualifiedName();
    complain(world, e.getMessage() + "; see " + name + " --help", json);
  }

  private static int failed(
      CommandWorld world, Exception e, CommandLine line, ParseResult parsed, boolean json) {
    if (e instanceof WrongUse || e instanceof WrongSettings) {
      complainOfUse(world, e, line, json);
      return WRONG_USE;
    }
    complain(world, message(e), json);
    if (parsed.hasMatchedOption("--debug") || isDebug(line)) {
      e.printStackTrace(world.console().err());
    }
    return FAILED;
  }

  private static boolean isDebug(CommandLine line) {
    var option = line.getCommandSpec().findOption("--debug");
    return option != null && Boolean.TRUE.equals(option.getValue());
  }

  /** Our own messages say what to do; those of libraries are for whoever debugs. */
  private static String message(Exception e) {
    var message = e.getMessage();
    return message != null && e.getClass().getName().startsWith(OURS)
        ? message
        : "failed (" + e.getClass().getSimpleName() + "); run again with --debug to see where";
  }
}
