package dev.yinhu.accessaudit.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.sink.config.SinkConfig;
import dev.yinhu.accessaudit.sink.config.SinkConfig.Start;
import dev.yinhu.accessaudit.sink.config.SinkFilter;
import dev.yinhu.accessaudit.sink.config.SinkTarget;
import dev.yinhu.accessaudit.sink.config.SinkTarget.Body;
import dev.yinhu.accessaudit.sink.format.FormatName;
import dev.yinhu.accessaudit.sink.format.OcsfSchema;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streaming to receivers of webhooks that behave, and to some that do not. */
class WebhookSinkTest {
  private final SinkLog log = new SinkLog();
  private WebhookReceiver receiver;

  @TempDir private Path directory;

  @BeforeEach
  void open() throws IOException {
    receiver = new WebhookReceiver();
  }

  @AfterEach
  void close() {
    receiver.close();
    log.close();
  }

  private static SinkConfig hook(URI url, Body body, Optional<Path> secret) {
    var target = new SinkTarget.Webhook(url, body, secret, Optional.empty(), Optional.empty());
    return SinkLog.sink("hook", target, FormatName.OCSF);
  }

  private SinkConfig hook() {
    return hook(receiver.url("/in?key=secret-of-the-url"), Body.NDJSON, Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(Body.class)
  void everyEntryArrivesOnceInOrderAndValid(Body body) throws Exception {
    try (Sinks node = log.node(hook(receiver.url("/in"), body, Optional.empty()))) {
      log.append(1_200);
      log.awaitCursor("hook", 1_200);
      assertThat(node).isNotNull();
    }
    assertThat(receiver.indexes()).isEqualTo(SinkLog.upTo(1_200));
    WebhookReceiver.Request request = receiver.requests().getFirst();
    List<String> events =
        body == Body.NDJSON
            ? List.of(request.body().split("\n"))
            : array(new ObjectMapper().readTree(request.body()));
    assertThat(events)
        .hasSize(Integer.parseInt(request.headers().getFirst("yinhu-count")))
        .allSatisfy(event -> assertThat(OcsfSchema.faults(event)).isEmpty());
    assertThat(request.headers().getFirst("yinhu-first-index")).isEqualTo("0");
    assertThat(request.headers().getFirst("content-type"))
        .isEqualTo(body == Body.NDJSON ? "application/x-ndjson" : "application/json");
    assertThat(request.headers()).doesNotContainKey("webhook-signature");
  }

  private static List<String> array(JsonNode array) {
    return array.valueStream().map(JsonNode::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429, 408})
  void aReceiverThatIsAwayForAWhileGetsEverythingLater(int status) {
    AtomicInteger left = new AtomicInteger(3);
    receiver.answer((_, _) -> left.getAndDecrement() > 0 ? status : 200);
    try (Sinks node = log.node(hook())) {
      log.append(40);
      log.awaitCursor("hook", 40);
      assertThat(node).isNotNull();
    }
    assertThat(receiver.indexes()).isEqualTo(SinkLog.upTo(40));
    assertThat(receiver.requests().stream().filter(request -> request.answer() == status))
        .hasSize(3);
    assertThat(log.status("hook").lastFailure()).contains("http-" + status);
    assertThat(log.status("hook").failures()).isZero();
  }

  @Test
  void theReceiverSaysWhenToComeBack() {
    AtomicInteger left = new AtomicInteger(1);
    receiver.answer((exchange, _) -> {
      exchange.getResponseHeaders().add("Retry-After", "1");
      return left.getAndDecrement() > 0 ? 429 : 200;
    });
    long before = System.nanoTime();
    try (Sinks node = log.node(hook())) {
      log.append(1);
      log.awaitCursor("hook", 1);
      assertThat(node).isNotNull();
    }
    assertThat(System.nanoTime() - before).isGreaterThan(1_000_000_000L);
  }

  @Test
  void anExchangeThatIsCutOffIsTriedAgain() {
    AtomicInteger left = new AtomicInteger(2);
    receiver.answer((exchange, _) -> {
      if (left.getAndDecrement() > 0) {
        exchange.close();
        throw new IOException("cut");
      }
      return 200;
    });
    try (Sinks node = log.node(hook())) {
      log.append(10);
      log.awaitCursor("hook", 10);
      assertThat(node).isNotNull();
    }
    assertThat(receiver.indexes()).isEqualTo(SinkLog.upTo(10));
  }

  @Test
  void aReceiverThatNeverAnswersHoldsUpNobodyElse() throws Exception {
    receiver.answer((_, _) -> receiver.hang());
    try (WebhookReceiver good = new WebhookReceiver()) {
      SinkConfig other =
          SinkLog.sink(
              "good", hook(good.url("/"), Body.NDJSON, Optional.empty()).target(), FormatName.OCSF);
      Sinks node = log.node(hook(), other);
      log.append(3_000);
      log.awaitCursor("good", 3_000);
      assertThat(log.status("hook").next()).isZero();
      node.close();
      assertThat(good.indexes()).isEqualTo(SinkLog.upTo(3_000));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 301})
  void aReceiverThatGoesOnRefusingIsPausedUntilSomebodyResumesIt(int status) {
    receiver.answer((_, _) -> status);
    try (Sinks node = log.node(hook())) {
      log.append(3);
      Until.isTrue(
          () -> log.cursors().all().stream().anyMatch(sink -> sink.state().equals("paused")));
      assertThat(log.status("hook").paused()).contains("http-" + status);
      assertThat(receiver.requests()).hasSize(Delivery.REFUSALS_TO_PAUSE);
      receiver.answer((_, _) -> 200);
      log.append(3);
      log.cursors().resume("hook");
      log.awaitCursor("hook", 6);
      assertThat(receiver.indexes()).isEqualTo(SinkLog.upTo(6));
      assertThat(node).isNotNull();
    }
  }

  @Test
  void aBodyThatIsTooLargeIsHalvedUntilItFits() {
    receiver.answer((_, body) -> body.split("\n").length > 60 ? 413 : 200);
    try (Sinks node = log.node(hook())) {
      log.append(700);
      log.awaitCursor("hook", 700);
      assertThat(node).isNotNull();
    }
    assertThat(receiver.indexes()).isEqualTo(SinkLog.upTo(700));
    assertThat(log.status("hook").lastFailure()).as("no failure, only a hint").isEmpty();
  }

  @Test
  void aSharedSecretSignsAsStandardWebhooksHasIt() throws Exception {
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    Path file = directory.resolve("secret");
    Files.writeString(file, "whsec_" + Base64.getEncoder().encodeToString(key) + "\n");
    try (Sinks node = log.node(hook(receiver.url("/in"), Body.NDJSON, Optional.of(file)))) {
      log.append(5);
      log.awaitCursor("hook", 5);
      assertThat(node).isNotNull();
    }
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    WebhookReceiver.Request request = receiver.requests().getFirst();
    assertThat(request.headers().getFirst("webhook-signature"))
        .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed(request))));
    assertThat(request.headers().getFirst("webhook-timestamp"))
        .isEqualTo(Long.toString(SinkLog.NOW.getEpochSecond()));
  }

  private static byte[] signed(WebhookReceiver.Request request) {
    return (request.headers().getFirst("webhook-id")
            + "."
            + request.headers().getFirst("webhook-timestamp")
            + "."
            + request.body())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aKeySignsSoThatTheReceiverNeedsNoSecret() throws Exception {
    byte[] seed = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    Path file = directory.resolve("key");
    Files.writeString(file, "whsk_" + Base64.getEncoder().encodeToString(seed));
    try (Sinks node = log.node(hook(receiver.url("/in"), Body.NDJSON, Optional.of(file)))) {
      log.append(5);
      log.awaitCursor("hook", 5);
      assertThat(node).isNotNull();
    }
    WebhookReceiver.Request request = receiver.requests().getFirst();
    String signature = request.headers().getFirst("webhook-signature");
    assertThat(signature).startsWith("v1a,");
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new EdECPublicKeySpec(
                    NamedParameterSpec.ED25519,
                    point(
                        new Ed25519PrivateKeyParameters(seed, 0)
                            .generatePublicKey()
                            .getEncoded()))));
    verifier.update(signed(request));
    assertThat(verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length()))))
        .isTrue();
  }

  /** RFC 8032 section 5.1.2: little endian, the sign of x in the highest bit. */
  private static EdECPoint point(byte[] encoded) {
    byte[] big = new byte[encoded.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = encoded[encoded.length - 1 - i];
    }
    boolean odd = (big[0] & 0x80) != 0;
    big[0] &= 0x7F;
    return new EdECPoint(odd, new BigInteger(1, big));
  }

  @Test
  void onlyWhatPassesTheFilterArrivesAndTheRestIsPassedOver() {
    SinkFilter filter = new SinkFilter(Set.of("access"), Set.of("not-permitted"));
    var target =
        new SinkTarget.Webhook(
            receiver.url("/"), Body.NDJSON, Optional.empty(), Optional.empty(), Optional.empty());
    SinkConfig sink = new SinkConfig("hook", target, FormatName.RAW, filter, Start.BEGINNING);
    try (Sinks node = log.node(sink)) {
      log.append(10);
      log.log().append(SinkLog.access("caller-x", "not-permitted")).join();
      log.append(10);
      log.awaitCursor("hook", 21);
      assertThat(node).isNotNull();
    }
    assertThat(receiver.indexes()).containsExactly(10L);
    assertThat(log.status("hook").delivered()).isEqualTo(1);
  }

  @Test
  void aSinkThatStartsNowGetsOnlyWhatComesAfter() {
    log.append(10);
    SinkConfig sink =
        new SinkConfig("hook", hook().target(), FormatName.OCSF, SinkFilter.ALL, Start.NOW);
    try (Sinks node = log.node(sink)) {
      log.awaitCursor("hook", 10);
      log.append(2);
      log.awaitCursor("hook", 12);
      assertThat(node).isNotNull();
    }
    assertThat(receiver.indexes()).containsExactly(10L, 11L);
  }

  private SinkConfig secureHook(WebhookReceiver to, Path authority) throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "a-token-for-tests\n");
    var target =
        new SinkTarget.Webhook(
            to.secureUrl("/in"),
            Body.NDJSON,
            Optional.empty(),
            Optional.of(token),
            Optional.of(authority));
    return SinkLog.sink("hook", target, FormatName.OCSF);
  }

  @Test
  void overHttpsTheTokenAndEveryEntryArrive() throws Exception {
    TestAuthority authority = new TestAuthority();
    try (WebhookReceiver secure = new WebhookReceiver(authority.server("localhost"))) {
      try (Sinks node = log.node(secureHook(secure, authority.pem(directory)))) {
        log.append(700);
        log.awaitCursor("hook", 700);
        assertThat(node).isNotNull();
      }
      assertThat(secure.indexes()).isEqualTo(SinkLog.upTo(700));
      assertThat(secure.requests())
          .allMatch(request ->
              "Bearer a-token-for-tests".equals(request.headers().getFirst("authorization")));
    }
  }

  /** Of another authority, and of another name: nothing is said to either, the token least. */
  @Test
  void aReceiverThatIsNotWhoItShouldBeGetsNothing() throws Exception {
    TestAuthority trusted = new TestAuthority();
    for (SSLContext wrong :
        List.of(new TestAuthority().server("localhost"), trusted.server("elsewhere.example"))) {
      try (WebhookReceiver secure = new WebhookReceiver(wrong)) {
        try (Sinks node = log.node(secureHook(secure, trusted.pem(directory)))) {
          log.append(1);
          Until.isTrue(() -> log.cursors().all().stream().anyMatch(sink -> sink.failures() > 1));
          assertThat(node).isNotNull();
        }
        assertThat(secure.requests()).isEmpty();
        assertThat(log.status("hook").next()).isZero();
        log.cursors().forget("hook");
      }
    }
  }
}
