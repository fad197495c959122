package dev.yinhu.subjectrights.connect;

import dev.yinhu.notices.webhook.Ed25519Seed;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.Node;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reaches a store by signed requests (docs/store-webhook.md): Standard Webhooks 1.0.0 with Ed25519,
 * as the notices are signed. A store that needs time answers 202 and is asked again under the same
 * id, by the tries of the step; when it has not answered in its time, the case needs somebody. No
 * redirect is followed. Thread-safe.
 */
public final class WebhookConnector implements StoreConnector, AutoCloseable {
  private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);
  private static final int LATER = 202;
  private static final int REFUSED = 422;

  private final WebhookStoreSettings settings;
  private final Ed25519Seed key;
  private final BooleanSupplier paused;
  private final InstantSource clock;
  private final HttpClient client;

  /**
   * Reads the key; connects to nothing yet.
   *
   * @param paused whether nothing is sent there now; asked before each sending
   * @throws dev.yinhu.notices.NoticesException when the file holds no key
   */
  public WebhookConnector(
      WebhookStoreSettings settings, BooleanSupplier paused, InstantSource clock) {
    this.paused = paused;
    this.settings = settings;
    this.key = Ed25519Seed.read(settings.keyFile());
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public String dataset() {
    return settings.dataset();
  }

  private interface Reading<T> {
    T of(InputStream body) throws IOException;
  }

  @Override
  public Answer<Long> count(Node node, SubjectId person) {
    Map<String, Object> words = WebhookWords.about("count", node, person);
    return ask(words, settings.timeout(), WebhookAnswers::count);
  }

  @Override
  public Answer<Long> read(Node node, SubjectId person, Consumer<StoredRow> action) {
    Map<String, Object> words = WebhookWords.about("read", node, person);
    words.put("fields", WebhookWords.fields(node).stream().map(FieldRef::field).toList());
    WebhookRows rows = new WebhookRows(node, person);
    return ask(words, settings.readWithin(), body -> rows.read(body, action));
  }

  @Override
  public Answer<Erased> erase(Node node, SubjectId person, ErasePlan plan) {
    Map<String, Object> words = WebhookWords.about("erase", node, person);
    words.put("plan", WebhookWords.plan(plan));
    return ask(words, settings.timeout(), WebhookAnswers::erased);
  }

  @Override
  public Answer<List<Tally>> tally(Node node, SubjectId person, ErasePlan plan) {
    Map<String, Object> words = WebhookWords.about("tally", node, person);
    words.put("plan", WebhookWords.plan(plan));
    int parts = plan.parts().size();
    return ask(words, settings.timeout(), body -> WebhookAnswers.tallies(body, parts));
  }

  @Override
  public Answer<Long> remaining(Node node, SubjectId person, ErasePlan plan) {
    Map<String, Object> words = WebhookWords.about("remaining", node, person);
    words.put("plan", WebhookWords.plan(plan));
    return ask(words, settings.timeout(), WebhookAnswers::count);
  }

  @Override
  public Answer<Long> countWith(Node node, SubjectId person, FieldRef field, List<String> values) {
    Map<String, Object> words = WebhookWords.about("count-with", node, person);
    words.put("field", field.field());
    words.put("values", values);
    return ask(words, settings.timeout(), WebhookAnswers::count);
  }

  @Override
  public Answer<Long> set(Node node, SubjectId person, Map<FieldRef, Optional<String>> values) {
    Map<String, Object> words = WebhookWords.about("set", node, person);
    Map<String, @Nullable String> texts = new TreeMap<>();
    values.forEach((field, value) -> texts.put(field.field(), value.orElse(null)));
    words.put("values", texts);
    return ask(words, settings.timeout(), WebhookAnswers::count);
  }

  /** It tells when it is asked. */
  @Override
  public Optional<String> cannotSet(
      Node node, SubjectId person, Map<FieldRef, Optional<String>> values) {
    return Optional.empty();
  }

  /** Tells a recipient what the field of a person is to hold from now on. */
  Answer<Boolean> correct(FieldRef field, String value, SubjectId person) {
    Map<String, Object> words =
        WebhookWords.correct(settings.dataset(), field.text(), value, person);
    return ask(words, settings.timeout(), WebhookAnswers::corrected);
  }

  /** Tells a recipient to stop what it does for a purpose. */
  Answer<Boolean> stop(String purpose, SubjectId person) {
    Map<String, Object> words = WebhookWords.stop(settings.dataset(), purpose, person);
    return ask(words, settings.timeout(), WebhookAnswers::stopped);
  }

  private <T> Answer<T> ask(Map<String, Object> words, Duration within, Reading<T> reading) {
    if (paused.getAsBoolean()) {
      throw new StoreUnavailable(unavailable("is paused while an incident is being contained"));
    }
    try {
      HttpResponse<InputStream> answer = sent(request(words));
      return settle(answer, within, reading);
    } catch (BadAnswer e) {
      return new Answer.Failed<>(e.code());
    } catch (IOException e) {
      throw new StoreUnavailable(unavailable("does not answer now"), e);
    }
  }

  private HttpRequest request(Map<String, Object> words) {
    byte[] body = WebhookWords.bytes(words);
    String id = id(WebhookWords.bytes(WebhookWords.errand(words)));
    long at = clock.instant().getEpochSecond();
    return HttpRequest.newBuilder(settings.url())
        .timeout(settings.timeout())
        .header("user-agent", "yinhu")
        .header("content-type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(at))
        .header("webhook-signature", key.sign(id, at, body))
        .header("idempotency-key", "\"" + id + "\"")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  /** The same for every attempt of a step to ask the same; tells nothing of the person. */
  private static String id(byte[] asked) {
    String errand = Errand.current().map(Errand::key).orElseGet(() -> UUID.randomUUID().toString());
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update((errand + "\n").getBytes(StandardCharsets.UTF_8));
      return "req_" + HexFormat.of().formatHex(hash.digest(asked), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every Java", e);
    }
  }

  private HttpResponse<InputStream> sent(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable(unavailable("was not waited for"), e);
    }
  }

  /** The client's own time ends with the headers of an answer; this ends the rest of it. */
  private <T> Answer<T> settle(
      HttpResponse<InputStream> answer, Duration within, Reading<T> reading) throws IOException {
    CompletableFuture<Boolean> read =
        new CompletableFuture<Boolean>().orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
    try (InputStream body = answer.body()) {
      CompletableFuture<Boolean> watch = read.exceptionally(_ -> close(body));
      Answer<T> settled = settle(answer.statusCode(), body, reading);
      return watch.isDone() ? cutOff() : settled;
    } finally {
      read.complete(true);
    }
  }

  private <T> Answer<T> cutOff() {
    throw new StoreUnavailable(unavailable("took too long to answer"));
  }

  private static boolean close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      return false; // Whoever reads from it learns of it.
    }
    return true;
  }

  private <T> Answer<T> settle(int status, InputStream body, Reading<T> reading)
      throws IOException {
    if (status == 200) {
      return new Answer.Known<>(reading.of(body));
    }
    if (status == LATER) {
      return later();
    }
    if (status == REFUSED) {
      return new Answer.Failed<>(WebhookAnswers.refusal(body));
    }
    if (status >= 500 || PASSING.contains(status)) {
      throw new StoreUnavailable(unavailable("does not answer now (HTTP " + status + ")"));
    }
    return new Answer.Failed<>(status == 401 || status == 403 ? "no-permission" : "http-" + status);
  }

  private <T> Answer<T> later() {
    Optional<Errand> errand = Errand.current();
    boolean isOver =
        errand.isEmpty()
            || errand.get().since().plus(settings.acknowledgeWithin()).isBefore(clock.instant());
    if (isOver) {
      return new Answer.Failed<>("not-acknowledged");
    }
    throw new StoreAtWork(unavailable("has taken the request and not answered yet"));
  }

  private String unavailable(String how) {
    return "the store " + settings.dataset() + " " + how;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
