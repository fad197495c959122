package dev.yinhu.service.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The service in a process of its own, so that it can be killed. */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final int port;

  private ServiceProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Runs a command of the command line to its end and gives what it printed. */
  public static String command(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(java(SharedClasses.quickStart(), arguments))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", arguments) + " failed: " + out);
    }
    return out;
  }

  /** Starts a command that may be killed; what it prints goes to the file. */
  static Process started(Path log, String... arguments) throws IOException {
    return started(List.of(), log, arguments);
  }

  /**
   * The same.
   *
   * @param before a program and its arguments through which Java is started
   */
  static Process started(List<String> before, Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(java(SharedClasses.quickStart(), arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Starts to serve; what it logs goes to the file. */
  public static ServiceProcess serve(Path data, Path log) throws IOException {
    return start(SharedClasses.quickStart(), "serve", data, log);
  }

  /** Starts to serve in a Java machine of these options. */
  public static ServiceProcess serve(Path data, Path log, List<String> options) throws IOException {
    return start(SharedClasses.with(options), "serve", data, log);
  }

  /** Starts to serve with a configuration file. */
  public static ServiceProcess serve(Path data, Path log, Path configuration) throws IOException {
    return start(
        SharedClasses.quickStart(), "serve", data, log, "--config", configuration.toString());
  }

  /** Starts the demo, to go on until it is stopped; what it prints goes to the file. */
  public static ServiceProcess demo(Path data, Path log) throws IOException {
    return start(SharedClasses.quickStart(), "demo", data, log);
  }

  static ServiceProcess start(
      List<String> java, String command, Path data, Path log, String... more) throws IOException {
    int port = freePort();
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--data", data.toString(), "--port", Integer.toString(port)));
    arguments.addAll(List.of(more));
    Process process =
        new ProcessBuilder(java(java, arguments.toArray(String[]::new)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ServiceProcess(process, port);
  }

  private static List<String> java(List<String> java, String... arguments) {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of(arguments));
    return command;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The port it was told to listen on. */
  public int port() {
    return port;
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits until it answers. */
  public ServiceProcess awaitReady(HttpClient client) throws InterruptedException {
    HttpRequest ready = HttpRequest.newBuilder(address("/readyz")).build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return this;
        }
      } catch (IOException notYet) {
        // Not listening yet.
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    throw new AssertionError("the service did not become ready");
  }

  /** What a route answers that asks for no token. */
  public String get(HttpClient client, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address(path)).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answers " + answer.statusCode());
    }
    return answer.body();
  }

  /** kill -9. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGSTOP: it stands still until {@link #goOn}, as a machine that is paused does. */
  public void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** SIGCONT. */
  public void goOn() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill " + signal + " failed");
    }
  }

  /** Asks it to stop, as an init system would. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for its end. */
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the service did not stop");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
