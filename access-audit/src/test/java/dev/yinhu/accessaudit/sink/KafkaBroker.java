package dev.yinhu.accessaudit.sink;

import dev.yinhu.accessaudit.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real broker in KRaft mode, a process of its own with a class path of its own (the jars that the
 * build puts into {@code target/kafka-broker}). It keeps its data over kills and restarts.
 */
final class KafkaBroker {
  private static final Path JARS = Path.of("target", "kafka-broker");
  private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

  /** Of the user {@code yinhu}. */
  static final String PASSWORD = "a-word-for-tests";

  private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qg";

  private final Path directory;
  private final int port = freePort();
  private final int securePort = freePort();
  private Process process;

  /** With an authority of its own, whose certificate is {@code ca.pem} in the directory. */
  KafkaBroker(Path directory) throws Exception {
    this.directory = directory;
    TestAuthority authority = new TestAuthority();
    authority.pem(directory);
    authority.write(directory, "localhost");
    Files.writeString(
        directory.resolve("server.pem"),
        Files.readString(directory.resolve("localhost.key"))
            + Files.readString(directory.resolve("localhost.pem")));
    Files.writeString(directory.resolve("server.properties"), properties());
    Process format =
        java("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", "server.properties").start();
    if (!format.waitFor(60, TimeUnit.SECONDS) || format.exitValue() != 0) {
      throw new IllegalStateException("the broker's directory was not formatted: " + log());
    }
    process = start();
  }

  private String properties() {
    int controller = freePort();
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d,SECURE://127.0.0.1:%4$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,SECURE://localhost:%4$d
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL
    inter.broker.listener.name=PLAINTEXT
    controller.listener.names=CONTROLLER
    sasl.enabled.mechanisms=PLAIN
    listener.name.secure.plain.sasl.jaas.config=%6$s required user_yinhu="%7$s";
    listener.name.secure.ssl.keystore.type=PEM
    listener.name.secure.ssl.keystore.location=%5$s
    log.dirs=%3$s
    num.partitions=3
    offsets.topic.num.partitions=1
    offsets.topic.replication.factor=1
    transaction.state.log.num.partitions=1
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    share.coordinator.state.topic.num.partitions=1
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    log.cleaner.dedupe.buffer.size=2097152
    log.cleaner.io.buffer.size=65536
    """
        .formatted(
            port,
            controller,
            directory.resolve("data").toAbsolutePath(),
            securePort,
            directory.resolve("server.pem").toAbsolutePath(),
            LOGIN,
            PASSWORD);
  }

  /** What a producer needs for {@link #secureAddress}. */
  Path clientProperties(String password, Path authority) throws IOException {
    return Files.writeString(
        Files.createTempFile(directory, "client", ".properties"),
        """
        security.protocol=SASL_SSL
        sasl.mechanism=PLAIN
        sasl.jaas.config=%s required username="yinhu" password="%s";
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
            .formatted(LOGIN, password, authority.toAbsolutePath()));
  }

  /** Over TLS, for whoever has the password. */
  String secureAddress() {
    return "localhost:" + securePort;
  }

  private ProcessBuilder java(String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            JARS.toAbsolutePath() + "/*",
            main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()));
  }

  private Process start() throws IOException {
    Process started = java("kafka.Kafka", "server.properties").start();
    // Should this JVM be killed, nobody else would end it.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(started::destroyForcibly));
    return started;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** Waits until it takes connections. */
  void awaitUp() {
    Until.isTrue(() -> {
      if (!process.isAlive()) {
        throw new AssertionError("the broker ended: " + log());
      }
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException e) {
        return false;
      }
    });
  }

  /** As by {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void restart() throws IOException {
    process = start();
  }

  private String log() {
    try {
      String log = Files.readString(directory.resolve("log"));
      return log.substring(Math.max(0, log.length() - 2_000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
