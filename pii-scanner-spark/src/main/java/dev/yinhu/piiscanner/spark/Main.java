package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.WrongSettings;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;

/**
 * What {@code spark-submit} starts. Exit code 0 done, 1 found with {@code --fail-on} or something
 * could not be read, 2 wrong use.
 */
public final class Main {
  private Main() {}

  /** Runs a scan on the Spark that was submitted to, and ends the process. */
  public static void main(String[] arguments) {
    int code =
        run(
            arguments,
            System.getenv(),
            new PrintStream(System.out, true, StandardCharsets.UTF_8),
            new PrintStream(System.err, true, StandardCharsets.UTF_8));
    if (code != 0) {
      // Spark tells the cluster that an application failed by the code of its process.
      System.exit(code);
    }
  }

  /** Runs a scan and gives the exit code; Spark is stopped if this started it. */
  static int run(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    boolean running = SparkSession.getDefaultSession().isDefined();
    ScanCommand command =
        new ScanCommand(
            () -> SparkSession.builder().appName("yinhu scan").getOrCreate(),
            environment,
            Clock.systemUTC(),
            new Streams(out, err));
    CommandLine line = new CommandLine(command);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler((failure, _, _) -> {
      err.println(Reason.of(failure));
      return failure instanceof WrongSettings ? 2 : 1;
    });
    try {
      return line.execute(arguments);
    } finally {
      if (!running) {
        SparkSession.getDefaultSession().foreach(session -> stopped(session));
      }
    }
  }

  private static Object stopped(SparkSession session) {
    session.stop();
    return session;
  }
}
