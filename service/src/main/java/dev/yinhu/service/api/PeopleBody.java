package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.Remark;
import dev.yinhu.breachresponse.compensation.CompensationKind;
import dev.yinhu.breachresponse.compensation.Money;
import dev.yinhu.breachresponse.compensation.OfferWish;
import dev.yinhu.breachresponse.tell.TellingText;
import dev.yinhu.breachresponse.tell.TellingWish;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Language;
import dev.yinhu.register.SubjectId;
import dev.yinhu.service.http.InvalidMember;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of the requests about the people of an incident. */
final class PeopleBody {
  private static final int PER_MINUTE = 600;
  private static final int HOURS = 72;

  private PeopleBody() {}

  /** What is said to whom by which ways. */
  record Tell(
      List<String> kinds,
      String cause,
      String harm,
      String remedy,
      String help,
      String contact,
      @Nullable String language,
      @Nullable List<String> channels,
      @Nullable Integer per_minute,
      @Nullable Integer within_hours) {
    Tell {
      var _ = textOf(kinds, cause, harm, remedy, help, contact);
      var _ = languageOf(language);
      var _ = channels == null ? List.of() : channelsOf(channels);
    }

    /**
     * @param usual channels where the body names none
     */
    TellingWish wish(List<ChannelKind> usual) {
      return IncidentBody.checked(
          "",
          () ->
              new TellingWish(
                  textOf(kinds, cause, harm, remedy, help, contact),
                  languageOf(language),
                  channels == null ? usual : channelsOf(channels),
                  per_minute == null ? PER_MINUTE : per_minute,
                  Duration.ofHours(within_hours == null ? HOURS : within_hours)));
    }

    private static TellingText textOf(
        @Nullable List<String> kinds,
        @Nullable String cause,
        @Nullable String harm,
        @Nullable String remedy,
        @Nullable String help,
        @Nullable String contact) {
      return IncidentBody.checked(
          "kinds",
          () ->
              new TellingText(
                  InvalidMember.requiredList(kinds, "kinds").stream()
                      .map(each -> code(each, "kinds"))
                      .toList(),
                  code(cause, "cause"),
                  code(harm, "harm"),
                  code(remedy, "remedy"),
                  code(help, "help"),
                  code(contact, "contact")));
    }

    private static String code(@Nullable String text, String member) {
      String given = InvalidMember.required(text, member);
      if (!given.matches("[a-z][a-z0-9-]{0,31}")) {
        throw new InvalidMember(member, "a code that the text incident-people has words for");
      }
      return given;
    }

    private static Language languageOf(@Nullable String text) {
      return IncidentBody.checked(
          "language", () -> text == null ? Language.ZH_CN : Language.parse(text));
    }

    private static List<ChannelKind> channelsOf(List<String> texts) {
      return IncidentBody.checked(
          "channels",
          () ->
              InvalidMember.requiredList(texts, "channels").stream()
                  .map(ChannelKind::parse)
                  .toList());
    }
  }

  record Publish(String place, String text) {
    Publish {
      var _ = IncidentBody.reasonOf(place, "place");
      var _ = remarkOf(text);
    }

    Reason where() {
      return IncidentBody.reasonOf(place, "place");
    }

    Remark remark() {
      return remarkOf(text);
    }

    private static Remark remarkOf(@Nullable String text) {
      return IncidentBody.checked("text", () -> new Remark(InvalidMember.required(text, "text")));
    }
  }

  /** More, or with a minus less, to spend. */
  record Budget(Long minor, String currency, String reason) {
    Budget {
      var _ = moneyOf(minor == null ? null : Math.abs(minor), currency);
      var _ = IncidentBody.reasonOf(reason, "reason");
    }

    boolean raises() {
      return minor > 0;
    }

    Money by() {
      return moneyOf(Math.abs(minor), currency);
    }

    Reason why() {
      return IncidentBody.reasonOf(reason, "reason");
    }
  }

  /** The same to each of some people, by the platform's ids or by references. */
  record Offer(
      @Nullable List<String> subjects,
      @Nullable List<String> references,
      String kind,
      Long minor,
      String currency,
      String until) {
    Offer {
      if ((subjects == null) == (references == null)) {
        throw new InvalidMember("", "either subjects or references");
      }
      var _ = subjects == null ? List.of() : subjectsOf(subjects);
      var _ = kindOf(kind);
      var _ = moneyOf(minor, currency);
      var _ = IncidentBody.time(InvalidMember.required(until, "until"), "until");
    }

    List<SubjectId> people() {
      return subjects == null ? List.of() : subjectsOf(subjects);
    }

    OfferWish wish(List<String> known) {
      Instant end = IncidentBody.time(until, "until").orElseThrow();
      return IncidentBody.checked(
          "",
          () ->
              new OfferWish(
                  references == null ? known : references,
                  kindOf(kind),
                  moneyOf(minor, currency),
                  end));
    }

    private static List<SubjectId> subjectsOf(List<String> texts) {
      if (texts.size() > OfferWish.MOST) {
        throw new InvalidMember("subjects", "at most " + OfferWish.MOST);
      }
      return IncidentBody.checked(
          "subjects",
          () ->
              InvalidMember.requiredList(texts, "subjects").stream()
                  .map(SubjectId::new)
                  .distinct()
                  .toList());
    }

    private static CompensationKind kindOf(@Nullable String text) {
      return IncidentBody.checked(
          "kind", () -> CompensationKind.parse(InvalidMember.required(text, "kind")));
    }
  }

  private static Money moneyOf(@Nullable Long minor, @Nullable String currency) {
    return IncidentBody.checked(
        "",
        () ->
            new Money(
                InvalidMember.required(minor, "minor"),
                InvalidMember.required(currency, "currency")));
  }

  /** Whose. */
  record Of(String subject) {
    Of {
      var _ = personOf(subject);
    }

    SubjectId person() {
      return personOf(subject);
    }

    private static SubjectId personOf(@Nullable String text) {
      return IncidentBody.checked(
          "subject", () -> new SubjectId(InvalidMember.required(text, "subject")));
    }
  }

  record Pay(String reference) {
    Pay {
      var _ = InvalidMember.required(reference, "reference");
    }
  }
}
