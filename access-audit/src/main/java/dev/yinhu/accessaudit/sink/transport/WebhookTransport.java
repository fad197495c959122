package dev.yinhu.accessaudit.sink.transport;

import dev.yinhu.accessaudit.sink.config.SinkTarget;
import dev.yinhu.accessaudit.sink.format.EventFormat;
import dev.yinhu.accessaudit.sink.format.LogEvent;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * POST of a batch; any 2xx is the receiver's word that it has all of it. Redirects are not
 * followed: events go where the operator said and nowhere else.
 */
final class WebhookTransport implements Transport {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Statuses beside 5xx after which trying again can help (RFC 9110, RFC 6585, RFC 8470). */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private static final int TOO_LARGE = 413;
  private static final int SERVER_ERROR = 500;

  private final SinkTarget.Webhook target;
  private final WebhookBatches batches;
  private final Optional<WebhookSignature> signature;
  private final Optional<String> token;
  private final InstantSource clock;
  private final HttpClient client;

  private WebhookTransport(
      SinkTarget.Webhook target,
      WebhookBatches batches,
      Optional<WebhookSignature> signature,
      Optional<String> token,
      InstantSource clock,
      HttpClient client) {
    this.target = target;
    this.batches = batches;
    this.signature = signature;
    this.token = token;
    this.clock = clock;
    this.client = client;
  }

  static WebhookTransport open(SinkTarget.Webhook target, EventFormat format, InstantSource clock)
      throws NotDelivered {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(Pem.trusting(target.caFile()))
            .build();
    Optional<WebhookSignature> signature =
        target.secretFile().isPresent()
            ? Optional.of(WebhookSignature.read(target.secretFile().get()))
            : Optional.empty();
    Optional<String> token =
        target.tokenFile().isPresent()
            ? Optional.of(token(target.tokenFile().get()))
            : Optional.empty();
    WebhookBatches batches = new WebhookBatches(format, target.body());
    return new WebhookTransport(target, batches, signature, token, clock, client);
  }

  private static String token(Path file) throws NotDelivered {
    try {
      String token = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (token.matches("[!-~]{1,4096}")) {
        return token;
      }
    } catch (IOException e) {
      // Told below: the cause's message holds nothing but the path.
    }
    throw NotDelivered.forNow("webhook-token-unusable", null);
  }

  @Override
  public int deliver(List<LogEvent> events) throws NotDelivered, InterruptedException {
    while (true) {
      WebhookBatches.Batch batch = batches.from(events);
      HttpResponse<Void> answer = post(batch);
      int status = answer.statusCode();
      if (status >= 200 && status < 300) {
        batches.taken();
        return batch.count();
      }
      if (status == TOO_LARGE && batch.count() > 1) {
        batches.tooLarge(batch);
        continue;
      }
      throw failure(answer);
    }
  }

  private NotDelivered failure(HttpResponse<Void> answer) {
    int status = answer.statusCode();
    String code = "http-" + status;
    if (status < SERVER_ERROR && !PASSING.contains(status)) {
      return NotDelivered.refused(code);
    }
    return RetryAfter.of(answer.headers(), clock)
        .map(after -> NotDelivered.until(code, after))
        .orElseGet(() -> NotDelivered.forNow(code, null));
  }

  /** The client's own timeout ends with the headers; this one bounds the whole answer. */
  private HttpResponse<Void> post(WebhookBatches.Batch batch)
      throws NotDelivered, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request(batch), BodyHandlers.discarding());
    try {
      return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw NotDelivered.forNow("no-answer", e);
    } catch (ExecutionException e) {
      throw NotDelivered.forNow("no-connection", e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(WebhookBatches.Batch batch) {
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.url())
            .timeout(ANSWER)
            .header("content-type", batches.mediaType())
            .header("user-agent", "yinhu")
            .header("webhook-id", batch.id())
            .header("webhook-timestamp", timestamp)
            .header("yinhu-first-index", Long.toString(batch.first()))
            .header("yinhu-last-index", Long.toString(batch.last()))
            .header("yinhu-count", Integer.toString(batch.count()));
    signature.ifPresent(
        by -> request.header("webhook-signature", by.sign(batch.id(), timestamp, batch.body())));
    token.ifPresent(bearer -> request.header("authorization", "Bearer " + bearer));
    return request.POST(BodyPublishers.ofByteArray(batch.body())).build();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
