package dev.yinhu.notices.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.LocalServer;
import dev.yinhu.notices.NoticesException;
import dev.yinhu.notices.Recipient;
import dev.yinhu.notices.Sending;
import dev.yinhu.notices.TestNotices;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.http.AllowedHosts;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookChannelTest {
  /** RFC 8032 section 7.1, test 1: the seed and its public key. */
  private static final String SEED =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  private static final String PUBLIC =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  @TempDir private Path directory;

  private WebhookChannel open(LocalServer server, Optional<Duration> acknowledge) throws Exception {
    Path key =
        Files.writeString(
            directory.resolve("key"),
            "whsk_" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(SEED)));
    return WebhookChannel.open(
        new WebhookSettings(
            new AllowedHosts(Set.of("127.0.0.1"), true),
            key,
            Map.of("courier", new WebhookTarget(URI.create(server.url("/in")), acknowledge)),
            Duration.ofSeconds(5)),
        () -> TestNotices.START);
  }

  private Outcome sent(int status, Optional<Duration> acknowledge) throws Exception {
    try (LocalServer server =
            new LocalServer((exchange, _) -> LocalServer.answer(exchange, status, ""));
        WebhookChannel channel = open(server, acknowledge);
        var outgoing = stop("courier")) {
      return channel.send(outgoing);
    }
  }

  private static dev.yinhu.notices.channel.Outgoing stop(String recipient) {
    return Sending.to(
        new Recipient.Configured(recipient, Optional.of(new UUID(1, 2))),
        Optional.of("c-77"),
        "stop/1",
        ChannelKind.WEBHOOK);
  }

  @Test
  void aReceiverCanVerifyWhatItGetsWithThePublicKeyAlone() throws Exception {
    List<String> heads = new CopyOnWriteArrayList<>();
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    try (LocalServer server =
            new LocalServer((exchange, body) -> {
              var headers = exchange.getRequestHeaders();
              heads.add(headers.getFirst("webhook-id"));
              heads.add(headers.getFirst("webhook-signature"));
              heads.add(headers.getFirst("idempotency-key"));
              signed.writeBytes(
                  (headers.getFirst("webhook-id")
                          + "."
                          + headers.getFirst("webhook-timestamp")
                          + ".")
                      .getBytes(StandardCharsets.US_ASCII));
              signed.writeBytes(body);
              LocalServer.answer(exchange, 204, "");
            });
        WebhookChannel channel = open(server, Optional.empty());
        var outgoing = stop("courier")) {
      assertThat(channel.send(outgoing)).isInstanceOf(Outcome.Delivered.class);
    }
    assertThat(heads.get(0)).isEqualTo(Sending.id("stop/1").toString());
    assertThat(heads.get(2)).isEqualTo("\"" + heads.get(0) + "\"");
    assertThat(signed.toString(StandardCharsets.UTF_8))
        .contains("\"type\":\"case-received\"")
        .contains("\"subject\":\"c-77\"");
    assertThat(verifies(signed.toByteArray(), heads.get(1))).isTrue();
    assertThat(verifies("other".getBytes(StandardCharsets.UTF_8), heads.get(1))).isFalse();
  }

  /** With a key made of RFC 8410's header and the public bytes, as a receiver would. */
  private static boolean verifies(byte[] signed, String header) throws Exception {
    byte[] key = new BigInteger("302a300506032b6570032100" + PUBLIC, 16).toByteArray();
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
    signature.update(signed);
    return signature.verify(Base64.getDecoder().decode(header.substring("v1a,".length())));
  }

  @Test
  void aReceiverThatMustAcknowledgeHasOnlyTakenIt() throws Exception {
    assertThat(sent(200, Optional.of(Duration.ofDays(2))))
        .isEqualTo(new Outcome.Accepted(Optional.empty(), Duration.ofDays(2)));
  }

  @Test
  void refusalsFailuresAndRedirectsAreToldApart() throws Exception {
    assertThat(sent(400, Optional.empty())).isInstanceOf(Outcome.Refused.class);
    assertThat(sent(429, Optional.empty())).isInstanceOf(Outcome.TryLater.class);
    assertThat(sent(500, Optional.empty())).isInstanceOf(Outcome.Unclear.class);
    assertThat(sent(307, Optional.empty())).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aRecipientWithoutAddressIsRefused() throws Exception {
    try (LocalServer server = new LocalServer((_, _) -> {});
        WebhookChannel channel = open(server, Optional.empty());
        var outgoing = stop("nobody")) {
      assertThat(channel.send(outgoing)).isInstanceOf(Outcome.Refused.class);
    }
  }

  @Test
  void aFileWithoutKeyIsToldByItsNameAlone() throws Exception {
    Path file = Files.writeString(directory.resolve("bad"), "whsk_c2hvcnQ=");
    assertThatThrownBy(() -> Ed25519Seed.read(file))
        .isInstanceOf(NoticesException.class)
        .hasMessageNotContaining("c2hvcnQ");
  }
}
