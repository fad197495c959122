package dev.yinhu.notices.gateway;

import com.fasterxml.jackson.core.JsonPointer;
import dev.yinhu.notices.channel.Fate;
import dev.yinhu.notices.channel.ResultCode;
import dev.yinhu.notices.http.Answer;
import java.util.Set;

/**
 * How a gateway is asked what became of a notice.
 *
 * @param status where in the JSON the answer stands
 * @param arrived words for: it arrived
 * @param returned words for: it did not and will not
 * @param underway words for: not known yet
 * @param notThere words for: never heard of it; status 404 says so too
 */
public record StatusQuery(
    GatewayCall call,
    JsonPointer status,
    Set<String> arrived,
    Set<String> returned,
    Set<String> underway,
    Set<String> notThere) {
  private static final int NOT_FOUND = 404;
  private static final ResultCode RETURNED = new ResultCode("gateway-returned");
  private static final ResultCode UNREADABLE = new ResultCode("answer-unreadable");

  /** Copies. */
  public StatusQuery {
    arrived = Set.copyOf(arrived);
    returned = Set.copyOf(returned);
    underway = Set.copyOf(underway);
    notThere = Set.copyOf(notThere);
  }

  Fate read(Answer answer) {
    return switch (answer) {
      case Answer.NotSent(ResultCode why) -> new Fate.Unanswered(why);
      case Answer.Lost(ResultCode why) -> new Fate.Unanswered(why);
      case Answer.Got got -> {
        if (got.status() == NOT_FOUND) {
          yield new Fate.NotThere();
        }
        yield got.isGood() ? told(got.body()) : new Fate.Unanswered(got.code());
      }
    };
  }

  private Fate told(String body) {
    String word = AnswerRules.json(body).at(status).asText();
    if (arrived.contains(word)) {
      return new Fate.Arrived();
    }
    if (returned.contains(word)) {
      return new Fate.Returned(RETURNED);
    }
    if (underway.contains(word)) {
      return new Fate.Underway();
    }
    return notThere.contains(word) ? new Fate.NotThere() : new Fate.Unanswered(UNREADABLE);
  }
}
