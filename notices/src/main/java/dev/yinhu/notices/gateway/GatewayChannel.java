package dev.yinhu.notices.gateway;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.DeliveryId;
import dev.yinhu.notices.channel.Channel;
import dev.yinhu.notices.channel.Fate;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.Outgoing;
import dev.yinhu.notices.channel.ResultCode;
import dev.yinhu.notices.http.Answer;
import dev.yinhu.notices.http.GuardedHttp;
import dev.yinhu.notices.http.SecretFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A gateway over HTTP, by its settings. Thread-safe. */
public final class GatewayChannel implements Channel {
  private static final ResultCode CANNOT_ASK = new ResultCode("cannot-ask");

  private final GatewaySettings settings;
  private final Map<String, String> secrets;
  private final GuardedHttp http;

  private GatewayChannel(GatewaySettings settings, Map<String, String> secrets, GuardedHttp http) {
    this.settings = settings;
    this.secrets = secrets;
    this.http = http;
  }

  /**
   * Reads the secrets' files; connects to nothing yet.
   *
   * @throws dev.yinhu.notices.NoticesException when a file holds none
   */
  public static GatewayChannel open(GatewaySettings settings) {
    Map<String, String> secrets = new HashMap<>();
    settings.secretHeaders().forEach((name, file) -> secrets.put(name, SecretFile.line(file)));
    return new GatewayChannel(
        settings, secrets, new GuardedHttp(settings.hosts(), settings.timeout()));
  }

  @Override
  public ChannelKind kind() {
    return settings.kind();
  }

  @Override
  public boolean needsContact(Outgoing.Addressee addressee) {
    return true;
  }

  @Override
  public Outcome send(Outgoing outgoing) throws InterruptedException {
    Map<String, String> texts = new HashMap<>();
    texts.put("to", outgoing.contact().reveal());
    texts.put("text", outgoing.text().text());
    texts.put("id", outgoing.id().toString());
    texts.put("language", outgoing.text().language().tag());
    texts.put(
        "template",
        settings
            .templates()
            .getOrDefault(outgoing.message().template(), outgoing.message().template()));
    return settings
        .rules()
        .read(exchange(settings.send(), new Fields(texts, outgoing.text().filled())));
  }

  @Override
  public boolean mayRepeat() {
    return settings.idempotent();
  }

  @Override
  public boolean canAsk() {
    return settings.query().isPresent();
  }

  @Override
  public Fate ask(DeliveryId id, Optional<String> gatewayId) throws InterruptedException {
    if (settings.query().isEmpty()) {
      return new Fate.Unanswered(CANNOT_ASK);
    }
    StatusQuery query = settings.query().get();
    Map<String, String> texts = Map.of("id", id.toString(), "gateway-id", gatewayId.orElse(""));
    return query.read(exchange(query.call(), new Fields(texts, Map.of())));
  }

  private Answer exchange(GatewayCall call, Fields fields) throws InterruptedException {
    Map<String, String> headers = new HashMap<>(secrets);
    call.headers().forEach((name, value) -> headers.put(name, fields.inHeader(value)));
    headers.put("content-type", call.mediaType());
    return http.exchange(call.method(), call.target(fields), headers, call.content(fields));
  }

  @Override
  public void close() {
    http.close();
  }
}
