package dev.yinhu.piiscanner.finding;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What people made of a finding. */
public enum Triage {
  /** Nobody has looked at it yet. */
  OPEN,
  /** It is personal data that should not be there; something has to be done. */
  CONFIRMED,
  /** It is no personal data. */
  FALSE_POSITIVE,
  /** It may stay, until a day. */
  ACCEPTED,
  /** Done; when a later scan sees it again, it is open again. */
  RESOLVED;

  /** As it is stored and told. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one with this text. */
  public static Optional<Triage> of(String text) {
    return Stream.of(values()).filter(triage -> triage.text().equals(text)).findFirst();
  }
}
