package dev.yinhu.subjectrights.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import dev.yinhu.subjectrights.RightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;

/** The published keys by which the platform signs. May block; safe for use by many threads. */
@FunctionalInterface
public interface VouchKeys {
  /** The keys that fit. */
  List<JWK> select(JWKSelector selector);

  /** Of several, those of the first that has some. */
  static VouchKeys firstOf(List<VouchKeys> several) {
    List<VouchKeys> all = List.copyOf(several);
    return selector -> {
      for (VouchKeys each : all) {
        List<JWK> found = each.select(selector);
        if (!found.isEmpty()) {
          return found;
        }
      }
      return List.of();
    };
  }

  /**
   * Those of a file of JSON Web Keys (RFC 7517), read once.
   *
   * @throws RightsException when it holds none
   */
  static VouchKeys of(Path file) {
    try {
      JWKSet keys = JWKSet.load(file.toFile()).toPublicJWKSet();
      if (!keys.isEmpty()) {
        return selector -> selector.select(keys);
      }
    } catch (IOException | ParseException e) {
      throw new RightsException("the file " + file + " holds no JSON Web Keys", e);
    }
    throw new RightsException("the file " + file + " holds no public key");
  }
}
