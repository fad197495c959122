package dev.yinhu.subjectrights.identity;

import dev.yinhu.register.SubjectId;
import java.time.Instant;

/** What a token of the platform proves. */
public sealed interface VouchAnswer {
  /**
   * Who it is.
   *
   * @param person by the platform's id
   * @param signedIn when they signed in
   * @param steppedUp whether they gave a second factor then, which stands for a code
   */
  record Vouched(SubjectId person, Instant signedIn, boolean steppedUp) implements VouchAnswer {
    @Override
    public String toString() {
      return "Vouched[***]";
    }
  }

  /**
   * Nothing.
   *
   * @param code why, for our own records and never for who showed it: {@code unreadable}, {@code
   *     not-signed}, {@code wrong-claims}, {@code out-of-time}, {@code signed-in-too-long-ago},
   *     {@code too-weak} or {@code shown-before}
   */
  record Refused(String code) implements VouchAnswer {}
}
