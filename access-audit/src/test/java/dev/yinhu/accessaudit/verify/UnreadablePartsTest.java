package dev.yinhu.accessaudit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sound log of which something cannot be read was not tampered with. */
@Timeout(60)
class UnreadablePartsTest {
  private static final int CUT = 0;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Optional<HttpServer> server = Optional.empty();

  @AfterEach
  void stop() {
    server.ifPresent(running -> running.stop(0));
    threads.shutdownNow();
  }

  /** Verifies a log of which some parts are answered with a status, or cut off. */
  private Verdict verify(LogFiles log, int status, Predicate<String> failing) throws IOException {
    stop(server);
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server = Optional.of(started);
    started.setExecutor(threads);
    started.createContext(
        "/log/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring("/log/".length());
          byte[] file = log.files().get(name);
          if (failing.test(name)) {
            fail(exchange, status);
          } else if (file == null) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
          }
          exchange.close();
        });
    started.start();
    URI prefix = URI.create("http://127.0.0.1:" + started.getAddress().getPort() + "/log");
    try (HttpSource source = new HttpSource(prefix, Optional.empty())) {
      return Verifier.verify(source, LogFiles.trust());
    }
  }

  private static void stop(Optional<HttpServer> running) {
    running.ifPresent(old -> old.stop(0));
  }

  private static void fail(HttpExchange exchange, int status) throws IOException {
    if (status == CUT) {
      exchange.sendResponseHeaders(200, 1_000);
      exchange.getResponseBody().write(new byte[10]);
      exchange.getResponseBody().flush();
    } else {
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static List<String> places(Verdict verdict) {
    return verdict.findings().stream()
        .map(finding ->
            finding instanceof Finding.Unverifiable un && un.fault() == Fault.UNREADABLE
                ? un.place().resource()
                : finding.toString())
        .toList();
  }

  private static void saysOnlyUnreadable(Verdict verdict, String... names) {
    assertThat(verdict.result()).isEqualTo("unverifiable");
    assertThat(places(verdict)).containsExactlyInAnyOrder(names);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void whoIsRefusedEveryTileHearsNothingOfTampering(int status) throws Exception {
    Verdict verdict = verify(LogFiles.ofSize(2_000), status, name -> name.startsWith("tile/"));

    assertThat(verdict.tampered()).isZero();
    assertThat(verdict.result()).isEqualTo("unverifiable");
    assertThat(places(verdict))
        .allMatch(place -> place.startsWith("tile/"))
        .doesNotHaveDuplicates();
  }

  @Test
  void whoIsRefusedOnePartHearsOfThatPartOnce() throws Exception {
    LogFiles log = LogFiles.ofSize(2_000);
    for (String refused : log.files().keySet()) {
      saysOnlyUnreadable(verify(log, 401, refused::equals), refused);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, CUT})
  void aServerThatFailsInTheMiddleIsNotTampering(int status) throws Exception {
    LogFiles log = LogFiles.ofSize(2_000);
    for (String failing : List.of("tile/1/000.p/7", "tile/entries/003")) {
      Verdict verdict = verify(log, status, failing::equals);

      assertThat(verdict.tampered()).as(failing).isZero();
      assertThat(places(verdict)).as(failing).contains(failing).doesNotHaveDuplicates();
    }
  }

  @Test
  void aRefusedEdgeWithoutWhatItIsMadeOfIsNotTampering() throws Exception {
    LogFiles log = LogFiles.ofSize(2_000);
    String[] edge = {"tile/0/007.p/208", "tile/entries/007.p/208"};

    saysOnlyUnreadable(verify(log, 403, Set.of(edge)::contains), edge);
  }

  @Test
  void tamperingIsFoundBesideWhatIsNotReadable() throws Exception {
    LogFiles log = LogFiles.ofSize(2_000);
    log.file("tile/entries/003")[10] ^= 1;
    log.files().remove("tile/0/002");

    Verdict verdict = verify(log, 401, "tile/entries/005"::equals);

    assertThat(verdict.tampered()).isEqualTo(2);
    assertThat(places(verdict)).contains("tile/entries/005");
  }

  @Test
  void aRefusedBundleOfThePrunedPartDoesNotMoveItsBorder() throws Exception {
    LogFiles log = LogFiles.ofSize(3_000);
    for (int number = 0; number < 9; number++) {
      log.files().remove("tile/entries/00" + number);
      log.files().remove("tile/0/00" + number);
    }
    for (int number = 0; number < 9; number++) {
      // Of the last one nothing says whether it is there.
      long border = number < 8 ? 9 * 256 : 8 * 256;
      Verdict verdict = verify(log, 401, ("tile/entries/00" + number)::equals);

      assertThat(verdict.tampered()).as("refused %d", number).isZero();
      assertThat(verdict.findings())
          .as("refused %d", number)
          .anyMatch(
              found -> found instanceof Finding.Pruned pruned && pruned.range().to() == border);
    }
  }

  /** A directory where a file should be is as unreadable as a file without permission. */
  @Test
  void whatIsNotReadableInADirectoryIsNotTampering(@TempDir Path directory) throws Exception {
    LogFiles log = LogFiles.ofSize(2_000);
    for (var file : log.files().entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    for (String name : new HashSet<>(log.files().keySet())) {
      Path path = directory.resolve(name);
      Files.delete(path);
      Files.createDirectory(path);
      saysOnlyUnreadable(Verifier.verify(new DirectorySource(directory), LogFiles.trust()), name);
      Files.delete(path);
      Files.write(path, log.file(name));
    }
  }
}
