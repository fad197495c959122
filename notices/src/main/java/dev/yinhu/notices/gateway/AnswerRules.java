package dev.yinhu.notices.gateway;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.ResultCode;
import dev.yinhu.notices.http.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a gateway's answer to a request is read.
 *
 * @param code where in the JSON its result stands; empty when the status says all
 * @param good results that mean that it was taken
 * @param permanent results after which trying again does not help
 * @param gatewayId where it says what it calls the notice
 * @param confirmWithin how long is waited for it to say what became of it; empty when it never does
 */
public record AnswerRules(
    Optional<JsonPointer> code,
    Set<String> good,
    Set<String> permanent,
    Optional<JsonPointer> gatewayId,
    Optional<Duration> confirmWithin) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ResultCode UNREADABLE = new ResultCode("answer-unreadable");
  private static final ResultCode GATEWAY_REFUSED = new ResultCode("gateway-refused");
  private static final ResultCode GATEWAY_BUSY = new ResultCode("gateway-not-ready");

  /** It took the request for ours to mend, or is not there: nothing was sent by it. */
  private static final Set<Integer> NOT_TAKEN = Set.of(401, 403, 404, 405, 425, 429, 503);

  /** It may have sent before it failed (RFC 9110 section 15.6); 409: it is at it already. */
  private static final Set<Integer> UNCLEAR = Set.of(408, 409);

  /** Copies. */
  public AnswerRules {
    good = Set.copyOf(good);
    permanent = Set.copyOf(permanent);
  }

  Outcome read(Answer answer) {
    return switch (answer) {
      case Answer.NotSent(ResultCode why) -> new Outcome.TryLater(why, Optional.empty(), true);
      case Answer.Lost(ResultCode why) -> new Outcome.Unclear(why, true);
      case Answer.Got got -> got.isGood() ? taken(got) : failed(got);
    };
  }

  private static Outcome failed(Answer.Got got) {
    int status = got.status();
    if (NOT_TAKEN.contains(status)) {
      return new Outcome.TryLater(got.code(), got.retryAfter(), true);
    }
    return status >= 500 || UNCLEAR.contains(status)
        ? new Outcome.Unclear(got.code(), true)
        : new Outcome.Refused(got.code());
  }

  private Outcome taken(Answer.Got got) {
    if (code.isEmpty() && gatewayId.isEmpty()) {
      return outcome(Optional.empty());
    }
    JsonNode json = json(got.body());
    Optional<String> result = code.map(at -> json.at(at).asText());
    if (result.isPresent() && result.get().isEmpty()) {
      return new Outcome.Unclear(UNREADABLE, true);
    }
    if (result.isPresent() && permanent.contains(result.get())) {
      return new Outcome.Refused(GATEWAY_REFUSED);
    }
    if (result.isPresent() && !good.contains(result.get())) {
      return new Outcome.TryLater(GATEWAY_BUSY, got.retryAfter(), false);
    }
    return outcome(
        gatewayId.map(at -> json.at(at).asText()).filter(text -> text.matches("[!-~]{1,200}")));
  }

  private Outcome outcome(Optional<String> named) {
    return confirmWithin.isPresent()
        ? new Outcome.Accepted(named, confirmWithin.get())
        : new Outcome.Delivered(ResultCode.TAKEN, named);
  }

  static JsonNode json(String body) {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree == null ? JSON.missingNode() : tree;
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
