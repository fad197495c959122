package dev.yinhu.service.callers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller is; each route names the roles it is open to. */
public enum Role {
  /** A service of the platform that encrypts, reveals and searches fields. */
  SERVICE,
  /** The data protection officer and their staff. */
  DPO,
  /** Reads the audit log, nothing else. */
  AUDITOR,
  /** Runs the system: callers, keys, register. */
  ADMIN;

  /** The name in commands, tokens and JSON: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of a {@link #word()}, or nothing. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
