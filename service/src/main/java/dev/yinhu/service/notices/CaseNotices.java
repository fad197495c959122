package dev.yinhu.service.notices;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Language;
import dev.yinhu.notices.Message;
import dev.yinhu.notices.Notice;
import dev.yinhu.notices.NoticeKey;
import dev.yinhu.notices.Notices;
import dev.yinhu.notices.Owner;
import dev.yinhu.notices.Parameter;
import dev.yinhu.notices.Recipient;
import dev.yinhu.notices.SecretCode;
import dev.yinhu.notices.text.Texts;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.identity.ContactNotice;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts what the contacts of a case are told into the outbox, by the person's reference. A code goes
 * to one old contact, by the first channel that there is; the stop code to those of all channels.
 * Safe for use by many threads.
 */
public final class CaseNotices implements ContactNotice {
  /** How long a stop code is tried to be delivered. */
  private static final Duration STOP_TOLD_WITHIN = Duration.ofDays(3);

  private final Ground ground;

  /**
   * What it stands on.
   *
   * @param channels by which people are told
   * @param codeLife how long a code is good
   * @param stopLife how long a stop code is
   */
  public record Ground(
      Notices notices,
      Texts texts,
      Language language,
      List<ChannelKind> channels,
      Duration codeLife,
      Duration stopLife,
      ZoneId zone,
      SecureRandom random,
      InstantSource clock) {
    /** Copies. */
    public Ground {
      channels = List.copyOf(channels);
    }
  }

  public CaseNotices(Ground ground) {
    this.ground = ground;
  }

  /** What belongs to a case in the outbox. */
  public static Owner owner(CaseId id) {
    return new Owner("case/" + id.text().toLowerCase(Locale.ROOT));
  }

  @Override
  public void code(Connection transaction, Case asked, SecretCode code) {
    Parameter minutes = new Parameter.Count(ground.codeLife().toMinutes());
    Message message = message("verification-code", Map.of("minutes", minutes));
    // Who took over the account reads the app.
    List<ChannelKind> outside =
        ground.channels().stream().filter(kind -> kind != ChannelKind.IN_APP).toList();
    if (!outside.isEmpty()) {
      ground
          .notices()
          .enqueue(transaction, notice(asked, "code", outside, message, ground.codeLife()), code);
    }
  }

  @Override
  public void asked(Connection transaction, Case asked, SecretCode stop) {
    Instant until = ground.clock().instant().plus(ground.stopLife());
    Message message =
        message(
            "case-stop",
            Map.of(
                "reference",
                new Parameter.Reference(asked.id().text()),
                "kind",
                new Parameter.Code(asked.type().wire()),
                "until",
                new Parameter.Day(until.atZone(ground.zone()).toLocalDate())));
    for (ChannelKind kind : ground.channels()) {
      ground
          .notices()
          .enqueue(
              transaction, notice(asked, "stop", List.of(kind), message, STOP_TOLD_WITHIN), stop);
    }
  }

  private Message message(String text, Map<String, Parameter> parameters) {
    return new Message(text, ground.texts().newest(text), ground.language(), parameters);
  }

  private Notice notice(
      Case asked, String what, List<ChannelKind> channels, Message message, Duration within) {
    Instant now = ground.clock().instant();
    String own = HexFormat.of().toHexDigits(ground.random().nextLong());
    return new Notice(
        new NoticeKey(owner(asked.id()).text() + "/" + what + "/" + own),
        owner(asked.id()),
        new Recipient.Person(PersonRef.of(asked.subject()).uuid()),
        channels,
        message,
        false,
        now,
        now.plus(within));
  }
}
