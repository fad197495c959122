package dev.yinhu.breachresponse.report;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.jurisdiction.Clock;
import dev.yinhu.breachresponse.jurisdiction.Duties;
import dev.yinhu.breachresponse.jurisdiction.Fulfilment;
import dev.yinhu.breachresponse.jurisdiction.Stage;
import dev.yinhu.breachresponse.report.ReportVersion.Filed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A draft on its way to being filed at a moment.
 *
 * @param draft what is filed
 * @param form of the duty
 * @param lateReason why it is late; kept only when it is
 */
record Filing(
    Duties duties, ReportVersion draft, Form form, Instant at, Optional<Reason> lateReason) {

  /**
   * What is filed: the draft, and when.
   *
   * @throws ActRefused {@code fields-missing}, {@code late-reason-missing}
   */
  ReportContent content() {
    ReportContent content = draft.content();
    List<String> missing = form.missing(content.kind(), content.answers());
    if (!missing.isEmpty()) {
      throw new ActRefused(
          "fields-missing",
          "fill these fields or say why they are unknown: " + String.join(", ", missing));
    }
    Optional<Clock> clock = stage().flatMap(this::clock);
    boolean late = clock.filter(each -> each.late(at)).isPresent();
    if (late && lateReason.isEmpty()) {
      throw new ActRefused(
          "late-reason-missing", "the clock of " + content.duty() + " is over; say why");
    }
    Optional<String> kept = late ? lateReason.map(Reason::text) : Optional.empty();
    return content.filed(new ReportContent.Filing(at, clock.map(Clock::due), kept));
  }

  /**
   * Files it within the act's transaction.
   *
   * @throws ActRefused {@code changed-meanwhile}, and what {@link Duties#fulfil} says
   */
  Filed file(Handle handle, ReportContent content, String json, Order order) {
    boolean same =
        ReportStore.of(handle, content.incident()).stream()
            .anyMatch(each -> each.filed().isEmpty() && each.json().equals(draft.json()));
    if (!same) {
      throw changed();
    }
    settle(handle, content, order);
    Filed filed = new Filed(sha256(json), order.actor(), at);
    ReportStore.file(handle, content, json, filed);
    return filed;
  }

  private void settle(Handle handle, ReportContent content, Order order) {
    if (content.kind() == ReportKind.WITHDRAWN) {
      duties.takeBack(handle, content.incident(), content.duty(), order, at);
      return;
    }
    Optional<Stage> stage = stage();
    if (stage.isPresent()) {
      Fulfilment how =
          duties.fulfil(
              handle, content.incident(), content.duty(), stage.get(), lateReason, order, at);
      if (!how.lateReason().equals(content.filing().orElseThrow().lateReason())) {
        throw changed();
      }
    }
  }

  private Optional<Stage> stage() {
    return switch (draft.content().kind()) {
      case FIRST -> Optional.of(Stage.FIRST);
      case FINAL -> Optional.of(Stage.FINAL);
      case FOLLOW_UP, WITHDRAWN -> Optional.empty();
    };
  }

  private Optional<Clock> clock(Stage stage) {
    return duties.clocks(draft.content().incident()).stream()
        .map(reading -> reading.clock())
        .filter(each -> each.duty().equals(draft.content().duty()) && each.stage() == stage)
        .findFirst();
  }

  private static ActRefused changed() {
    return new ActRefused(
        "changed-meanwhile", "the draft or its clock changed meanwhile; look at it and file again");
  }

  static String sha256(String json) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
