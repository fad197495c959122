package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Actor;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.SignalMode;
import dev.yinhu.accessaudit.signal.SignalRule;
import dev.yinhu.register.CallerName;
import dev.yinhu.service.http.InvalidMember;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bodies of the requests about signals. */
final class SignalBody {
  private SignalBody() {}

  record Snooze(String until, String reason) {
    Snooze {
      SignalBody.time(until, "until");
      SignalBody.why(reason);
    }

    Instant end() {
      return SignalBody.time(until, "until");
    }
  }

  record Mode(String mode) {
    Mode {
      SignalBody.mode(mode);
    }

    SignalMode wanted() {
      return SignalBody.mode(mode);
    }
  }

  record Except(
      String rule,
      @Nullable String caller,
      @Nullable String actor,
      String from,
      String until,
      String reason) {
    Except {
      SignalBody.rule(rule);
      SignalBody.caller(caller);
      SignalBody.actor(actor);
      SignalBody.time(from, "from");
      SignalBody.time(until, "until");
      SignalBody.why(reason);
    }
  }

  static SignalMode mode(@Nullable String text) {
    return SignalMode.of(InvalidMember.required(text, "mode"))
        .orElseThrow(() -> new InvalidMember("mode", "active, monitor or off"));
  }

  static SignalRule rule(@Nullable String text) {
    return SignalRule.of(InvalidMember.required(text, "rule"))
        .orElseThrow(() -> new InvalidMember("rule", "the code of a rule"));
  }

  static Instant time(@Nullable String text, String member) {
    try {
      return Instant.parse(InvalidMember.required(text, member));
    } catch (DateTimeException e) {
      throw new InvalidMember(member, "a time such as 2026-03-01T00:00:00Z");
    }
  }

  static Reason why(@Nullable String text) {
    String given = InvalidMember.required(text, "reason");
    Optional<Reason.Fault> fault = Reason.fault(given);
    if (fault.isPresent()) {
      throw new InvalidMember("reason", "a reason without personal data; found " + fault.get());
    }
    return new Reason(given);
  }

  static String caller(@Nullable String text) {
    try {
      return text == null ? "" : new CallerName(text).value();
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("caller", "the name of a caller");
    }
  }

  static String actor(@Nullable String text) {
    try {
      return text == null ? "" : new Actor(text).code();
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("actor", Actor.EXPECTED);
    }
  }
}
