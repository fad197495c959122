package dev.yinhu.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The body of a problem (RFC 9457); {@code instance} is the request id. */
record ProblemDocument(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ProblemException.At> errors) {

  private static final CharSequence MEDIA_TYPE =
      HttpHeaders.createOptimized("application/problem+json");

  static Answer answer(ProblemException e, String requestId) {
    var problem = e.problem();
    Buffer body =
        Json.write(
            new ProblemDocument(
                problem.type(),
                problem.title(),
                problem.status(),
                e.detail(),
                requestId,
                e.errors()));
    return new Answer(problem.status(), MEDIA_TYPE, body, headers(e));
  }

  private static List<Map.Entry<String, String>> headers(ProblemException e) {
    var headers = new ArrayList<Map.Entry<String, String>>();
    if (e.problem().status() == 401) {
      headers.add(Map.entry(Challenge.HEADER, Challenge.header(e.problem())));
    }
    e.retryAfter()
        .ifPresent(wait ->
            headers.add(Map.entry("Retry-After", Long.toString(Math.max(1, wait.toSeconds())))));
    return headers;
  }
}
