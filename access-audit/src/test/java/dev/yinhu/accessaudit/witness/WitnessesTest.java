package dev.yinhu.accessaudit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.accessaudit.policy.TrustPolicy;
import dev.yinhu.accessaudit.publish.Cosigning.Cosigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several witnesses over HTTP, good and bad ones. */
class WitnessesTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-06-01T04:00:00Z"));

  @TempDir private Path place;
  private final TestLog log = new TestLog(1).grow(30, "a");
  private final List<HttpServer> servers = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final StringBuilder policy = new StringBuilder();

  @AfterEach
  void stop() {
    ended.countDown();
    servers.forEach(server -> server.stop(0));
  }

  private Witness witness(String name) throws IOException {
    Path folder = Files.createDirectories(place.resolve(name));
    return new Witness(
        WitnessKeys.open(folder, Optional.of(name), false, new SecureRandom()),
        List.of(log.signer().key()),
        folder,
        CLOCK);
  }

  private interface Answering {
    void answer(HttpExchange exchange, String body) throws IOException;
  }

  private void serve(String name, Witness witness, Answering answering) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/w/add-checkpoint",
        exchange -> {
          try (exchange) {
            answering.answer(
                exchange,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          }
        });
    server.start();
    servers.add(server);
    policy.append(
        "witness %s %s http://localhost:%d/w/\n"
            .formatted(name, witness.keys().getFirst().text(), server.getAddress().getPort()));
  }

  private static void reply(HttpExchange exchange, WitnessAnswer answer) throws IOException {
    reply(exchange, answer.status(), answer.contentType(), answer.body());
  }

  private static void reply(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private Witness good(String name) throws IOException {
    Witness witness = witness(name);
    serve(name, witness, (exchange, body) -> reply(exchange, witness.addCheckpoint(body)));
    return witness;
  }

  private void changing(String name, UnaryOperator<String> change) throws IOException {
    Witness witness = witness(name);
    serve(
        name,
        witness,
        (exchange, body) ->
            reply(exchange, 200, "text/plain", change.apply(witness.addCheckpoint(body).body())));
  }

  private void hanging(String name) throws IOException {
    serve(
        name,
        witness(name),
        (_, _) -> {
          try {
            ended.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private Witnesses asking(String quorum, Duration timeout) {
    return new Witnesses(TrustPolicy.parse(policy + quorum), log, timeout);
  }

  private Cosigned cosign(Witnesses witnesses, int size) {
    return witnesses.cosign(log.checkpoint(size), log.note(size));
  }

  @Test
  void allSignAndTheirLinesVerifyUnderThePolicy() throws Exception {
    good("w1");
    good("w2");
    String quorum = "group g all w1 w2\nquorum g\n";
    try (Witnesses witnesses = asking(quorum, LONG)) {
      for (int size : new int[] {0, 1, 7, 7, 30}) {
        Cosigned cosigned = cosign(witnesses, size);
        assertThat(cosigned.quorum()).isTrue();
        assertThat(cosigned.missing()).isEmpty();
        String whole = "log " + log.signer().key().text() + "\n" + policy + quorum;
        SignedNote note = SignedNote.parse(log.note(size) + cosigned.lines());
        assertThat(TrustPolicy.parse(whole).judge(note).accepted()).isTrue();
      }
    }
  }

  @Test
  void aClientThatKnowsNothingCatchesUp() throws Exception {
    good("w1");
    try (Witnesses first = asking("quorum w1\n", LONG)) {
      assertThat(cosign(first, 7).quorum()).isTrue();
    }
    try (Witnesses second = asking("quorum w1\n", LONG)) {
      assertThat(cosign(second, 20).quorum()).isTrue();
    }
  }

  @Test
  void aSlowWitnessHoldsUpNothingWhenTheOthersAreEnough() throws Exception {
    good("w1");
    hanging("w2");
    long begun = System.nanoTime();
    try (Witnesses witnesses = asking("group g any w1 w2\nquorum g\n", LONG)) {
      Cosigned cosigned = cosign(witnesses, 7);
      assertThat(cosigned.quorum()).isTrue();
      assertThat(cosigned.missing()).isEqualTo("w2 was too slow");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONG);
  }

  @Test
  void withoutEnoughWitnessesThereIsNoQuorumWhenTheTimeIsUp() throws Exception {
    good("w1");
    hanging("w2");
    try (Witnesses witnesses = asking("group g all w1 w2\nquorum g\n", Duration.ofMillis(500))) {
      Cosigned cosigned = cosign(witnesses, 7);
      assertThat(cosigned.quorum()).isFalse();
      assertThat(cosigned.missing()).startsWith("w2 ");
      assertThat(cosigned.lines()).startsWith("\u2014 w1 ");
    }
  }

  /** Names another size each time, as one whose answers cannot be relied on. */
  @Test
  void aSlipperyWitnessIsGivenUp() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    serve(
        "w1",
        witness("w1"),
        (exchange, _) -> reply(exchange, new WitnessAnswer.Conflict(asked.incrementAndGet())));
    try (Witnesses witnesses = asking("quorum w1\n", LONG)) {
      Cosigned cosigned = cosign(witnesses, 7);
      assertThat(cosigned.quorum()).isFalse();
      assertThat(cosigned.missing()).contains("another size each time");
      assertThat(asked.get()).isEqualTo(3);
    }
  }

  @Test
  void aWitnessThatSawALargerTreeDoesNotSignASmallerOne() throws Exception {
    good("w1");
    try (Witnesses witnesses = asking("quorum w1\n", LONG)) {
      cosign(witnesses, 20);
      assertThat(cosign(witnesses, 7).missing()).contains("a larger tree, of 20 entries");
    }
    TestLog rewritten = new TestLog(1).grow(30, "b");
    try (Witnesses witnesses =
        new Witnesses(TrustPolicy.parse(policy + "quorum w1\n"), rewritten, LONG)) {
      Cosigned cosigned = witnesses.cosign(rewritten.checkpoint(25), rewritten.note(25));
      assertThat(cosigned.quorum()).isFalse();
      assertThat(cosigned.missing()).isEqualTo("w1 answers 422");
    }
  }

  @Test
  void answersThatAreNoSignatureOfTheWitnessAreNotTaken() throws Exception {
    changing("w1", body -> body.replaceAll("[A-P]", "Q"));
    changing("w2", _ -> "");
    changing("w3", _ -> "\u2014 w3");
    changing("w4", body -> body.repeat(2_000));
    changing("w5", body -> body.replace("w5", "w6"));
    serve("w6", witness("w6"), (exchange, _) -> reply(exchange, 500, "text/plain", "no\n"));
    serve("w7", witness("w7"), (exchange, _) -> reply(exchange, 409, "text/plain", "7\n"));
    serve("w8", witness("w8"), (exchange, _) -> reply(exchange, 409, "text/x.tlog.size", "x\n"));
    serve("w9", witness("w9"), (exchange, _) -> reply(exchange, 302, "text/plain", "x\n"));
    try (Witnesses witnesses = asking("group g any w1 w2 w3 w4 w5 w6 w7 w8 w9\nquorum g\n", LONG)) {
      Cosigned cosigned = cosign(witnesses, 7);
      assertThat(cosigned.lines()).isEmpty();
      assertThat(cosigned.quorum()).isFalse();
      assertThat(cosigned.missing().split("; ")).hasSize(9);
    }
  }

  @Test
  void linesOfOthersBesideAGoodOneAreLeftOut() throws Exception {
    changing("w1", body -> "\u2014 other.example AAAAAAAA\n" + body);
    try (Witnesses witnesses = asking("quorum w1\n", LONG)) {
      Cosigned cosigned = cosign(witnesses, 7);
      assertThat(cosigned.quorum()).isTrue();
      assertThat(cosigned.lines()).startsWith("\u2014 w1 ").hasLineCount(1);
    }
  }

  @Test
  void policiesThatCanNeverBeMetAreRefused() throws Exception {
    String key = witness("w1").keys().getFirst().text();
    for (String of : new String[] {"", " ftp://localhost/", " nowhere", " http:///x"}) {
      TrustPolicy never = TrustPolicy.parse("witness w1 " + key + of + "\nquorum w1\n");
      assertThatThrownBy(() -> new Witnesses(never, log, LONG))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
