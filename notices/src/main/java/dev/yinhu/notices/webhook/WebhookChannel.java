package dev.yinhu.notices.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Contact;
import dev.yinhu.notices.DeliveryId;
import dev.yinhu.notices.Message;
import dev.yinhu.notices.Recipient;
import dev.yinhu.notices.channel.Channel;
import dev.yinhu.notices.channel.Fate;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.Outgoing;
import dev.yinhu.notices.channel.ResultCode;
import dev.yinhu.notices.http.Answer;
import dev.yinhu.notices.http.GuardedHttp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Signed requests to configured recipients: what is asked of them as codes, under an id that is the
 * same for every try, so that a receiver acts once. Any 2xx means that the receiver has it. Formats
 * are in docs/formats.md. Thread-safe.
 */
public final class WebhookChannel implements Channel {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ResultCode NO_TARGET = new ResultCode("no-target");
  private static final ResultCode CANNOT_ASK = new ResultCode("cannot-ask");

  /** Statuses after which trying again can help; the receiver acts once anyway. */
  private static final Set<Integer> PASSING = Set.of(401, 403, 404, 408, 409, 425, 429);

  private final WebhookSettings settings;
  private final Ed25519Seed key;
  private final InstantSource clock;
  private final GuardedHttp http;

  private WebhookChannel(
      WebhookSettings settings, Ed25519Seed key, InstantSource clock, GuardedHttp http) {
    this.settings = settings;
    this.key = key;
    this.clock = clock;
    this.http = http;
  }

  /**
   * Reads the key; connects to nothing yet.
   *
   * @throws dev.yinhu.notices.NoticesException when the file holds no key
   */
  public static WebhookChannel open(WebhookSettings settings, InstantSource clock) {
    Ed25519Seed key = Ed25519Seed.read(settings.keyFile());
    return new WebhookChannel(
        settings, key, clock, new GuardedHttp(settings.hosts(), settings.timeout()));
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.WEBHOOK;
  }

  /** Only where the recipient must be told whom it is about. */
  @Override
  public boolean needsContact(Outgoing.Addressee addressee) {
    return switch (addressee.recipient()) {
      case Recipient.Person _ -> true;
      case Recipient.Configured(_, var about) -> about.isPresent();
    };
  }

  @Override
  public Outcome send(Outgoing outgoing) throws InterruptedException {
    Optional<WebhookTarget> target = target(outgoing.addressee().recipient());
    if (target.isEmpty()) {
      return new Outcome.Refused(NO_TARGET);
    }
    String id = outgoing.id().toString();
    byte[] body = body(outgoing);
    long at = clock.instant().getEpochSecond();
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/json",
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(at),
            "webhook-signature",
            key.sign(id, at, body),
            "idempotency-key",
            "\"" + id + "\"");
    return read(
        http.exchange("POST", target.get().url(), headers, body), target.get().acknowledgeWithin());
  }

  private Optional<WebhookTarget> target(Recipient recipient) {
    return switch (recipient) {
      case Recipient.Person _ -> Optional.empty();
      case Recipient.Configured(String name, _) ->
          Optional.ofNullable(settings.targets().get(name));
    };
  }

  /** The same bytes for every try. */
  private static byte[] body(Outgoing outgoing) {
    Message message = outgoing.message();
    Map<String, String> parameters = new TreeMap<>();
    message.parameters().forEach((name, value) -> parameters.put(name, value.wire()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", outgoing.id().toString());
    body.put("type", message.template());
    body.put("version", message.version());
    body.put("createdAt", outgoing.createdAt().toString());
    body.put("parameters", parameters);
    outgoing.addressee().contact().map(Contact::reveal).ifPresent(who -> body.put("subject", who));
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can always be written as JSON", e);
    }
  }

  private static Outcome read(Answer answer, Optional<Duration> acknowledgeWithin) {
    return switch (answer) {
      case Answer.NotSent(ResultCode why) -> new Outcome.TryLater(why, Optional.empty(), false);
      case Answer.Lost(ResultCode why) -> new Outcome.Unclear(why, false);
      case Answer.Got got -> {
        if (got.isGood()) {
          yield acknowledgeWithin.isPresent()
              ? new Outcome.Accepted(Optional.empty(), acknowledgeWithin.get())
              : new Outcome.Delivered(new ResultCode("received"), Optional.empty());
        }
        if (got.status() >= 500) {
          yield new Outcome.Unclear(got.code(), false);
        }
        yield PASSING.contains(got.status())
            ? new Outcome.TryLater(got.code(), got.retryAfter(), false)
            : new Outcome.Refused(got.code());
      }
    };
  }

  /** A receiver acts once on one id: that is what it agreed to. */
  @Override
  public boolean mayRepeat() {
    return true;
  }

  @Override
  public boolean canAsk() {
    return false;
  }

  @Override
  public Fate ask(DeliveryId id, Optional<String> gatewayId) {
    return new Fate.Unanswered(CANNOT_ASK);
  }

  @Override
  public void close() {
    http.close();
  }
}
