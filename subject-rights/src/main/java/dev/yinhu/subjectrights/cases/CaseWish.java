package dev.yinhu.subjectrights.cases;

import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RequesterKind;

/**
 * A request that comes in.
 *
 * @param type what is asked for
 * @param person whose data it is about
 * @param requester who asks
 * @param channel by which way
 * @param caller who brings it: a caller's name, or {@code command-line}
 */
public record CaseWish(
    CaseType type, SubjectId person, RequesterKind requester, Channel channel, String caller) {
  @Override
  public String toString() {
    return "CaseWish[" + type.wire() + "]";
  }
}
