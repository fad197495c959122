package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RequesterKind;
import java.time.Instant;
import java.util.Optional;

/**
 * A person's request on its way.
 *
 * @param id its name
 * @param type what is asked for
 * @param subject reference of the person concerned, as in the access log
 * @param requester who asks
 * @param channel by which way it came
 * @param openedBy the caller that brought it
 * @param received when it came in; every clock begins here
 * @param state where it stands
 * @param committed whether part of what it destroys is gone, so that it can only go forward
 * @param since when it came to stand there
 * @param reason why, where a state has reasons: a stable code, else empty
 * @param until when a state that ends by itself is looked at again
 */
public record Case(
    CaseId id,
    CaseType type,
    String subject,
    RequesterKind requester,
    Channel channel,
    String openedBy,
    Instant received,
    CaseState state,
    boolean committed,
    Instant since,
    String reason,
    Optional<Instant> until) {
  /** One that has just come in. */
  static Case received(CaseId id, CaseWish wish, String subject, Instant now) {
    return new Case(
        id,
        wish.type(),
        subject,
        wish.requester(),
        wish.channel(),
        wish.caller(),
        now,
        CaseState.RECEIVED,
        false,
        now,
        "",
        Optional.empty());
  }
}
