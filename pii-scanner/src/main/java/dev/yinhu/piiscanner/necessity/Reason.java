package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.WireName;

/** What was seen on the way to a judgement. */
public enum Reason implements WireName {
  /** The register has no such dataset. */
  STORE_NOT_DECLARED("store-not-declared"),
  /** The dataset has no such collection. */
  COLLECTION_NOT_DECLARED("collection-not-declared"),
  /** The collection has no such field. */
  FIELD_NOT_DECLARED("field-not-declared"),
  /** The declared name differs in upper and lower case. */
  NAME_IN_OTHER_CASE("name-in-other-case"),
  /** Not the field itself but the object around it is declared. */
  DECLARED_AROUND("declared-around"),
  /** The declared category is another. */
  CATEGORY_DIFFERS("category-differs"),
  /** Free text, into which people write anything. */
  IN_FREE_TEXT("in-free-text"),
  /** The declared category is so broad that anything would fit. */
  CATEGORY_BROAD("category-broad"),
  /** It is not known of which category the type is, or of which type the value. */
  CATEGORY_NOT_COMPARED("category-not-compared"),
  /** No purpose covers the field. */
  NO_PURPOSE("no-purpose"),
  /** Only purposes that are not in force cover it. */
  PURPOSE_NOT_IN_FORCE("purpose-not-in-force"),
  /** Only a legal duty covers it, and no retention rule names the law. */
  ONLY_LEGAL_DUTY("only-legal-duty"),
  /** Readable where the register wants ciphertext. */
  PLAINTEXT_WHERE_CIPHERTEXT("plaintext-where-ciphertext"),
  /** Hidden, but not in the way that the register wants. */
  PROTECTED_OTHERWISE("protected-otherwise"),
  /** Sensitive and readable, and the register does not ask for more. */
  SENSITIVE_UNPROTECTED("sensitive-unprotected"),
  /** Sensitive by its type, ordinary by the register. */
  LEVEL_ABOVE_DECLARED("level-above-declared"),
  /** A purpose in force has no impact assessment. */
  NOT_ASSESSED("not-assessed"),
  /** Outside of the necessary set. */
  OUTSIDE_LEGAL_SET("outside-legal-set"),
  /** Outside of the necessary set, with consent. */
  OUTSIDE_BY_CONSENT("outside-by-consent"),
  /** Outside of the necessary set, and a law wants it kept. */
  OUTSIDE_KEPT_BY_LAW("outside-kept-by-law"),
  /** Last used long ago. */
  UNUSED("unused"),
  /** Not used since uses are recorded. */
  NEVER_USED("never-used"),
  /** Unused, and a law wants it kept. */
  UNUSED_KEPT_BY_LAW("unused-kept-by-law"),
  /** Uses are not recorded, or not for long enough. */
  USE_NOT_KNOWN("use-not-known"),
  /** Only a sample was read. */
  SAMPLED("sampled"),
  /** Could not be read. */
  NOT_READ("not-read");

  private final String wire;

  Reason(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
