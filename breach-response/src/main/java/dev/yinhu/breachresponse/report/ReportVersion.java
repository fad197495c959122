package dev.yinhu.breachresponse.report;

import java.time.Instant;
import java.util.Optional;

/**
 * A version as it is kept.
 *
 * @param content what it tells
 * @param json the same as canonical JSON, exactly what the hash is of
 * @param draftedBy who wrote it last
 * @param draftedAt when
 * @param filed present once it is filed; nothing of it changes from then on
 * @param receipt under which number the regulator took it; empty while it is not known
 */
public record ReportVersion(
    ReportContent content,
    String json,
    String draftedBy,
    Instant draftedAt,
    Optional<Filed> filed,
    Optional<Receipt> receipt) {

  /**
   * That it was filed.
   *
   * @param sha256 of the UTF-8 bytes of the JSON, in hexadecimal
   */
  public record Filed(String sha256, String by, Instant at) {}

  /** The number that the regulator gave, and who entered it when. */
  public record Receipt(String number, String by, Instant at) {}

  /** It holds free text of staff: it stands in no log message. */
  @Override
  public String toString() {
    return "ReportVersion[" + content + "]";
  }
}
