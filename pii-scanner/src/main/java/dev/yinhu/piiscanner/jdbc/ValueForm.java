package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.jdbc.ColumnReport.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a value looks like, whatever it means.
 *
 * @param peers values of equal number here look alike: only digits, or only letters and digits, of
 *     one length; {@link #NONE} for all others
 * @param looks the form in which something else may be hidden: {@code PROTECTED}, {@code HASHED},
 *     {@code PASSWORD_HASHES}, {@code ENCRYPTED}; else {@code PLAIN}
 */
record ValueForm(int peers, State looks) {
  /** Not only digits and letters. */
  static final int NONE = -1;

  /** How many numbers {@link #peers} has. */
  static final int COUNT = 2 * 41;

  private static final int LONGEST = 40;
  private static final int LEAST_RANDOM = 24;
  private static final String OURS = "yh1.";

  /** Header, nonce and tag of the smallest envelope (docs/formats.md), in base64url. */
  private static final int LEAST_OURS = OURS.length() + 44;

  private static final List<String> PASSWORDS =
      List.of(
          "$2a$",
          "$2b$",
          "$2y$",
          "$argon2",
          "$scrypt$",
          "$pbkdf2",
          "$1$",
          "$5$",
          "$6$",
          "$y$",
          "pbkdf2_sha",
          "{bcrypt}",
          "{SSHA",
          "{argon2}",
          "{pbkdf2",
          "{scrypt}");

  /** Those numbers of {@link #peers} that were counted at all. */
  static Map<Integer, Long> counted(long[] peers) {
    Map<Integer, Long> counted = new HashMap<>();
    for (int form = 0; form < peers.length; form++) {
      if (peers[form] > 0) {
        counted.put(form, peers[form]);
      }
    }
    return counted;
  }

  static ValueForm of(String value) {
    int length = value.length();
    boolean digits = false;
    boolean upper = false;
    boolean lower = false;
    boolean beyondHex = false;
    boolean marks = false;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = true;
      } else if (c >= 'a' && c <= 'z') {
        lower = true;
        beyondHex |= c > 'f';
      } else if (c >= 'A' && c <= 'Z') {
        upper = true;
        beyondHex |= c > 'F';
      } else if (c == '+' || c == '/' || c == '=' || c == '-' || c == '_') {
        marks = true;
      } else {
        return new ValueForm(NONE, marked(value));
      }
    }
    int peers = marks || length > LONGEST ? NONE : length + (upper || lower ? LONGEST + 1 : 0);
    return new ValueForm(peers, looks(length, digits, upper, lower, beyondHex || marks, marks));
  }

  private static State looks(
      int length, boolean digits, boolean upper, boolean lower, boolean beyondHex, boolean marks) {
    boolean letters = upper || lower;
    if (!beyondHex && digits && letters && upper != lower) {
      return switch (length) {
        case 32, 40, 56, 64, 96, 128 -> State.HASHED;
        default -> length > 128 ? State.ENCRYPTED : State.PLAIN;
      };
    }
    // Words joined by marks are not random: those have all three, and few marks.
    boolean random = length >= LEAST_RANDOM && digits && upper && lower && (beyondHex || marks);
    return random ? State.ENCRYPTED : State.PLAIN;
  }

  /** Forms that begin with a mark of their own. */
  private static State marked(String value) {
    if (isOurs(value)) {
      return State.PROTECTED;
    }
    for (String prefix : PASSWORDS) {
      if (value.startsWith(prefix)) {
        return State.PASSWORD_HASHES;
      }
    }
    return State.PLAIN;
  }

  /** Whether a value is one of our ciphertexts, as far as its letters tell. */
  private static boolean isOurs(String value) {
    if (!value.startsWith(OURS) || value.length() < LEAST_OURS) {
      return false;
    }
    for (int i = OURS.length(); i < value.length(); i++) {
      char c = value.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }
}
