package dev.yinhu.notices.text;

import java.time.ZoneId;

/**
 * What all texts share.
 *
 * @param platform the platform's name as users know it, 1 to 30 characters
 * @param zone in which moments are told
 */
public record TextSettings(String platform, ZoneId zone) {
  private static final int LONGEST = 30;

  /** Checks the name. */
  public TextSettings {
    if (platform.isBlank() || platform.length() > LONGEST || platform.contains("{")) {
      throw new IllegalArgumentException(
          "the platform's name has 1 to 30 characters, none a brace");
    }
  }
}
