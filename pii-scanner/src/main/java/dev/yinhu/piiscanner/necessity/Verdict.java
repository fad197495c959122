package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.WireName;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of judgement, better ones first: what is declared in addition only moves up. */
public enum Verdict implements WireName {
  /** Declared, and a purpose in force needs it. */
  NEEDED("needed"),
  /** Declared, but nobody used it for long. */
  UNUSED("unused"),
  /** Outside of what a law counts as necessary, without the person's consent. */
  OUTSIDE_LEGAL_SET("outside-legal-set"),
  /** Sensitive, for a purpose whose impact was not assessed. */
  WITHOUT_ASSESSMENT("without-assessment"),
  /** Readable where the register wants it encrypted. */
  PLAINTEXT("plaintext"),
  /** Declared, but no purpose in force covers it. */
  NO_PURPOSE("no-purpose"),
  /** Declared as something else. */
  OTHER_CATEGORY("other-category"),
  /** Not declared, in a store that is. */
  UNDECLARED("undeclared"),
  /** In a store that the register lacks. */
  STORE_NOT_DECLARED("store-not-declared"),
  /** Nobody knows what is there. */
  UNREADABLE("unreadable");

  private final String wire;

  Verdict(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** The verdict of that spelling. */
  public static Optional<Verdict> of(String wire) {
    return Arrays.stream(values()).filter(v -> v.wire.equals(wire)).findFirst();
  }
}
