package dev.yinhu.crypto.pkcs11;

import dev.yinhu.crypto.root.TokenSettings;
import dev.yinhu.crypto.testing.SoftHsm;

/** Makes token keys such as nobody should have: they can be taken out of the token. */
public final class LeavingKeys {
  private LeavingKeys() {}

  /** Makes one. */
  public static void make(SoftHsm hsm, String label) {
    TokenSettings settings = hsm.settings(label);
    try (Token token =
        Token.open(settings.module(), settings.token(), settings.pin().read(), true)) {
      var _ = token.makeKey(label, true);
    }
  }
}
