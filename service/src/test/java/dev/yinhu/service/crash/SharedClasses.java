package dev.yinhu.service.crash;

import dev.yinhu.service.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the Java machine of a service is called, with the loaded classes of a first one shared from a
 * file (class data sharing): more than a hundred are started by the tests, and each spends half of
 * its time reading classes. Where sharing cannot be had, all goes on without.
 */
final class SharedClasses {
  private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-Xmx256m");

  private SharedClasses() {}

  /** The options of a quick start, class path and main class included. */
  static List<String> quickStart() {
    return Made.COMMAND;
  }

  /** The same with other options; nothing is shared, since these may change how classes lie. */
  static List<String> with(List<String> options) {
    return command(options, System.getProperty("java.class.path"));
  }

  private static List<String> command(List<String> options, String classPath) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(options);
    // As it is found in the directory of the tests, which is not always on the class path.
    command.add(
        "-Dlogback.configurationFile=" + SharedClasses.class.getResource("/logback-test.xml"));
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    return command;
  }

  /** Made by the first start of this JVM. */
  private static final class Made {
    static final List<String> COMMAND = make();

    private static List<String> make() {
      if (!fromJar()) {
        return with(QUICK_START);
      }
      try {
        Path directory = Files.createTempDirectory("yinhu-classes");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        Path archive = directory.resolve("classes.jsa");
        List<String> dump = new ArrayList<>(QUICK_START);
        dump.add("-XX:ArchiveClassesAtExit=" + archive);
        run(directory, command(dump, jars()));
        return Files.exists(archive) ? sharing(archive) : with(QUICK_START);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** In an editor it is not. */
    private static boolean fromJar() {
      return Main.class
          .getProtectionDomain()
          .getCodeSource()
          .getLocation()
          .getPath()
          .endsWith(".jar");
    }

    private static void delete(Path directory) {
      try (Stream<Path> below = Files.walk(directory)) {
        below.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static List<String> sharing(Path archive) {
      List<String> options = new ArrayList<>(QUICK_START);
      // What the machine has to say of the file would stand in the output of commands.
      options.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable"));
      return command(options, jars());
    }

    /** The JDK shares classes of jars only; the directories of a class path here are the tests'. */
    private static String jars() {
      return String.join(
          File.pathSeparator,
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
              .filter(entry -> entry.endsWith(".jar"))
              .toList());
    }

    /** Serves until it is ready, and lets it end by itself, when it writes the file. */
    private static void run(Path directory, List<String> command) throws IOException {
      try (ServiceProcess service =
          ServiceProcess.start(
              command, "serve", directory.resolve("data"), directory.resolve("serve.log"))) {
        service.awaitReady(HttpClient.newHttpClient());
        service.terminate();
        service.awaitExit();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
