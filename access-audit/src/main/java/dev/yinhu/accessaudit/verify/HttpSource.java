package dev.yinhu.accessaudit.verify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A log behind the prefix of a URL. Asks again a few times when an answer fails or does not come to
 * an end; after that it asks no more, so that a log which cannot be reached is told soon. Follows
 * no redirect, as the token would go along; for the same reason it sends one over https only, or
 * within the machine. Safe for use by many threads.
 */
public final class HttpSource implements LogSource, AutoCloseable {
  private static final int TRIES = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration WHOLE_ANSWER = Duration.ofMinutes(2);
  private static final int BODY_MAX = 1 << 30;
  private static final int IGNORED_MAX = 1 << 16;
  private static final int LANES = 16;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String prefix;
  private final Optional<String> token;
  private final Duration wholeAnswer;
  private final AtomicBoolean broken = new AtomicBoolean();

  /**
   * @param prefix of the log, {@code http} or {@code https}, without query
   * @param token is sent as bearer token; the log's entries are not for everybody
   * @throws IllegalArgumentException when the prefix is not such a URL, or the token would go over
   *     a network unencrypted
   */
  public HttpSource(URI prefix, Optional<String> token) {
    this(prefix, token, WHOLE_ANSWER);
  }

  /**
   * @param wholeAnswer how long an answer may take to its last byte
   */
  HttpSource(URI prefix, Optional<String> token, Duration wholeAnswer) {
    String scheme = prefix.getScheme();
    boolean web = "http".equals(scheme) || "https".equals(scheme);
    if (!web || prefix.getHost() == null || prefix.getUserInfo() != null) {
      throw new IllegalArgumentException("the prefix of a log is http(s)://HOST/PATH");
    }
    if (prefix.getQuery() != null || prefix.getFragment() != null) {
      throw new IllegalArgumentException("the prefix of a log has no query; a token is in a file");
    }
    if (token.isPresent() && !"https".equals(scheme) && !isLoopback(prefix)) {
      throw new IllegalArgumentException("a token is sent over https, or within this machine only");
    }
    String text = prefix.toString();
    this.prefix = text.endsWith("/") ? text : text + "/";
    this.token = token;
    this.wholeAnswer = wholeAnswer;
  }

  /** True when the URL leads to this machine itself, by an address or name that says so. */
  public static boolean isLoopback(URI url) {
    String host = url.getHost();
    return host != null
        && (host.equalsIgnoreCase("localhost")
            || host.matches("127(\\.[0-9]{1,3}){3}")
            || host.equals("[::1]"));
  }

  @Override
  public Optional<byte[]> read(String name, int maxBytes) throws IOException {
    Duration pause = FIRST_PAUSE;
    for (int tries = 1; !broken.get(); tries++) {
      try {
        return once(name, maxBytes);
      } catch (SourceException e) {
        throw e;
      } catch (IOException e) {
        if (tries >= TRIES) {
          broken.set(true);
          throw new SourceException(
              "the log did not answer in %d tries (%s); verify again when it does"
                  .formatted(tries, e.getClass().getSimpleName()));
        }
      }
      rest(pause);
      pause = pause.multipliedBy(2);
    }
    throw new SourceException("not asked for, as the log does not answer");
  }

  private Optional<byte[]> once(String name, int maxBytes) throws IOException {
    HttpResponse<byte[]> answer = ask(name, (int) Math.min(BODY_MAX, maxBytes + 1L));
    return switch (answer.statusCode()) {
      case OK -> Optional.of(answer.body());
      case NOT_FOUND, GONE -> Optional.empty();
      case UNAUTHORIZED, FORBIDDEN ->
          throw new SourceException(
              "the log refuses (status %d); entries and tiles need a token of an auditor"
                  .formatted(answer.statusCode()));
      default -> throw new IOException("status " + answer.statusCode());
    };
  }

  private HttpResponse<byte[]> ask(String name, int most) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(prefix + name)).timeout(TIMEOUT);
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.build(), info -> new BoundedBody(info.statusCode() == OK ? most : IGNORED_MAX));
    try {
      return answer.get(wholeAnswer.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (TimeoutException e) {
      throw new IOException("the answer does not end", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static void rest(Duration pause) throws SourceException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static SourceException interrupted() {
    Thread.currentThread().interrupt();
    return new SourceException("interrupted; verify again");
  }

  @Override
  public int lanes() {
    return LANES;
  }

  /** Does not wait for answers that do not end. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
