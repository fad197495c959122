package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.WireName;

/** In which form values were found. */
public enum Form implements WireName {
  /** Readable by whoever reads the store. */
  PLAINTEXT("plaintext"),
  /** Masked, hashed or encrypted by somebody else, as far as one can see. */
  LOOKS_PROTECTED("looks-protected"),
  /** Our own envelopes, which only field-access opens. */
  CIPHERTEXT("ciphertext");

  private final String wire;

  Form(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
