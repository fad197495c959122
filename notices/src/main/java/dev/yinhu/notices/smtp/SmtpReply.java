package dev.yinhu.notices.smtp;

import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.ResultCode;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * What a server answered, by its number alone (RFC 5321 section 4.2.1): its words may repeat the
 * address.
 *
 * @param number 400 to 599
 */
record SmtpReply(int number) {
  private static final ResultCode NO_ANSWER = new ResultCode("no-answer");
  private static final int CLOSING = 421;
  private static final int PERMANENT = 500;
  private static final int DEEPEST = 10;

  ResultCode code() {
    return new ResultCode("smtp-" + number);
  }

  /** The number in an exception or those that it holds; that of the recipient before others. */
  static Optional<SmtpReply> of(MessagingException failure) {
    Optional<SmtpReply> found = Optional.empty();
    Exception each = failure;
    for (int depth = 0; each != null && depth < DEEPEST; depth++) {
      int number =
          switch (each) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            case AuthenticationFailedException _ -> 535;
            default -> 0;
          };
      if (number >= 400 && number <= 599) {
        found = Optional.of(new SmtpReply(number));
      }
      each = each instanceof MessagingException outer ? outer.getNextException() : null;
    }
    return found;
  }

  /**
   * What a failed sending came to.
   *
   * @param begun true when the server had begun to take the mail
   */
  static Outcome outcome(MessagingException failure, boolean begun) {
    Optional<SmtpReply> reply = of(failure);
    if (reply.isEmpty()) {
      return begun
          ? new Outcome.Unclear(NO_ANSWER, true)
          : new Outcome.TryLater(NO_ANSWER, Optional.empty(), true);
    }
    int number = reply.get().number();
    return number >= PERMANENT
        ? new Outcome.Refused(reply.get().code())
        : new Outcome.TryLater(reply.get().code(), Optional.empty(), number == CLOSING);
  }
}
