package dev.yinhu.notices.http;

import dev.yinhu.notices.channel.ResultCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to allowed hosts only; no redirect is followed, no answer above 64 KiB is read, and each
 * request is over within its time. Thread-safe.
 */
public final class GuardedHttp implements AutoCloseable {
  private static final long MOST_BYTES = 65_536;
  private static final long LONGEST_WAIT_SECONDS = 3_600;
  private static final ResultCode NO_CONNECTION = new ResultCode("no-connection");
  private static final ResultCode NO_ANSWER = new ResultCode("no-answer");

  private final AllowedHosts hosts;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * A client.
   *
   * @param timeout for connection, request and the whole answer together
   */
  public GuardedHttp(AllowedHosts hosts, Duration timeout) {
    this.hosts = hosts;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Asks.
   *
   * @param body cleared afterwards
   */
  public Answer exchange(String method, URI target, Map<String, String> headers, byte[] body)
      throws InterruptedException {
    try {
      Optional<ResultCode> refused = hosts.refuse(target);
      return refused.isPresent()
          ? new Answer.NotSent(refused.get())
          : sent(request(method, target, headers, body));
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  private HttpRequest request(String method, URI target, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(timeout)
            .header("user-agent", "yinhu")
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return request.build();
  }

  /** The client's own time ends with the headers of the answer; this bounds all of it. */
  private Answer sent(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            request,
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
    try {
      HttpResponse<String> got = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer.Got(got.statusCode(), got.body(), retryAfter(got.headers()));
    } catch (TimeoutException e) {
      return new Answer.Lost(NO_ANSWER);
    } catch (ExecutionException e) {
      return failed(Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      answer.cancel(true);
    }
  }

  private static Answer failed(Throwable cause) {
    return switch (cause) {
      case ConnectException _ -> new Answer.NotSent(NO_CONNECTION);
      case HttpConnectTimeoutException _ -> new Answer.NotSent(NO_CONNECTION);
      case IOException _ -> new Answer.Lost(NO_ANSWER);
      default -> throw new IllegalStateException("the HTTP client failed", cause);
    };
  }

  /** Seconds only (RFC 9110 section 10.2.3), an hour at most. */
  private static Optional<Duration> retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("retry-after")
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, Long.parseLong(text))));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
