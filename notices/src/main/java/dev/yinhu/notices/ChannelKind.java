package dev.yinhu.notices;

/** The ways a notice can go. */
public enum ChannelKind {
  /** A short message, by the HTTP gateway of an operator. */
  SMS,
  /** Mail, by SMTP. */
  EMAIL,
  /** A message in the platform's own app, by an HTTP gateway of the platform. */
  IN_APP,
  /** A signed HTTP request to a configured recipient; for machines. */
  WEBHOOK;

  /** As in tables and settings: {@code in-app}. */
  public String wireName() {
    return WireName.of(this);
  }

  /**
   * Of its name in tables and settings.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ChannelKind parse(String text) {
    return WireName.parse(ChannelKind.class, text);
  }
}
