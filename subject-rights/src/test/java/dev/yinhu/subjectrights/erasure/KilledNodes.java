package dev.yinhu.subjectrights.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.certificate.CertificateCheck;
import dev.yinhu.subjectrights.certificate.Certificates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes in processes of their own that are ended by {@code kill -9}, one after the other. */
final class KilledNodes {
  private final ErasureRoom room;
  private final Path temp;
  private final CountedStore crm;
  private final Path key;
  private int started;

  /** Behind a webhook of the room lies the counted store from now on. */
  KilledNodes(ErasureRoom room, CountedStore crm, Path temp) throws IOException {
    this.room = room;
    this.temp = temp;
    this.crm = crm;
    this.key =
        Files.writeString(
            temp.resolve("crm.key"), "whsk_" + Base64.getEncoder().encodeToString(new byte[32]));
    room.crm(URI.create(crm.url()), key);
    room.now = ahead();
  }

  /** What happens beside before a node is killed. */
  interface Beside {
    void await() throws InterruptedException;
  }

  /** Runs a node until each of the cases stands still in that step, and kills it. */
  void kill(Moment moment, Map<Case, Integer> stops, Beside beside)
      throws IOException, InterruptedException {
    started++;
    Path errors = temp.resolve("errors-" + started);
    Process process =
        new ProcessBuilder(command(moment, stops)).redirectError(errors.toFile()).start();
    Set<String> waited = new HashSet<>();
    stops.forEach((one, step) -> waited.add(DeletingProcess.told(one.id().text(), step)));
    try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
      String line = "";
      while (line != null && !waited.isEmpty()) {
        line = told.readLine();
        waited.remove(line);
      }
      assertThat(waited).as(() -> read(errors)).isEmpty();
      beside.await();
    } finally {
      process.destroyForcibly().onExit().join();
    }
    room.now = ahead();
  }

  private List<String> command(Moment moment, Map<Case, Integer> stops) throws IOException {
    ConnectionInfo own = room.database.connectionInfo();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                DeletingProcess.class.getName(),
                own.jdbcUrl(),
                room.shop.connectionInfo().jdbcUrl(),
                own.user(),
                password(own).toString(),
                room.rootKey.toString(),
                Files.createDirectories(temp.resolve("data")).toString(),
                moment.name(),
                ahead().toString(),
                crm.url(),
                key.toString()));
    stops.forEach((one, step) -> command.add(one.id().text() + "=" + step));
    return command;
  }

  /** Each node's clock is so far on that the one before it, which was killed, counts as dead. */
  private Instant ahead() {
    return InstantSource.system().instant().plus(Duration.ofSeconds(10L * started));
  }

  /** A node of this process goes on meanwhile. */
  void awaitEnd(Case made) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (room.cases.find(made.id()).orElseThrow().state() != CaseState.COMPLETED) {
      assertThat(System.nanoTime()).as("%s", room.cases.steps(made.id())).isLessThan(end);
      Thread.sleep(10);
      room.now = room.now.plusMillis(10);
    }
  }

  /** What the certificate says, which is genuine and speaks of each of the six collections. */
  String genuine(Case made) {
    String text = new Certificates(room.database.jdbi()).of(made.id()).orElseThrow();
    CertificateCheck check =
        new CertificateCheck(
            room.certificateKey().verifierKeys(), List.of(ErasureRoom.LOG_KEY.key()));
    assertThat(check.check(text)).isInstanceOf(CertificateCheck.Verdict.Genuine.class);
    assertThat(text)
        .contains(
            "crm.people",
            "shop.users",
            "shop.addresses",
            "shop.orders",
            "shop.lines",
            "shop.reviews");
    return text;
  }

  private static String read(Path errors) {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path password(ConnectionInfo own) throws IOException {
    Path file = temp.resolve("password");
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, own.password());
    }
    return file;
  }
}
