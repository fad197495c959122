package dev.yinhu.breachresponse.tell;

import java.util.Locale;

/** As what somebody is told. */
public enum Role {
  /** It concerns themselves. */
  PERSON("told"),
  /** It concerns a minor whose guardian they are. */
  GUARDIAN("told-guardian");

  private final String inKey;

  Role(String inKey) {
    this.inKey = inKey;
  }

  /** As keys of notices have it. */
  String inKey() {
    return inKey;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
