package dev.yinhu.service;

import dev.yinhu.crypto.SealedSecrets;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.redact.KeyedHash;
import dev.yinhu.service.api.ScanRoutes;
import dev.yinhu.service.http.Route;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;

/**
 * The scanner in a running service. Its engine is built for the first text, which waits a second or
 * two for it: a node that is asked for no scan spends neither time nor memory on it.
 */
final class ScanRoom {
  private static final String KEY = "scan-fingerprint-key";
  private static final int KEY_BYTES = 32;

  private final FieldAccess access;
  private final Supplier<SealedSecrets> secrets;
  private final SecureRandom random;
  private final FutureTask<PiiEngine> engine;

  /**
   * @param secrets where the key of fingerprints is kept, the same on all nodes
   */
  ScanRoom(
      FieldAccess access,
      Supplier<SealedSecrets> secrets,
      SecureRandom random,
      InstantSource clock) {
    this.access = access;
    this.secrets = secrets;
    this.random = random;
    this.engine = new FutureTask<>(() -> PiiEngine.standard(clock));
  }

  List<Route> routes() {
    return ScanRoutes.of(access, this::engine, this::hash);
  }

  private PiiEngine engine() {
    engine.run(); // Does nothing when another request has begun, or it is done.
    try {
      return engine.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while the scanner was being built", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the scanner cannot be built", e.getCause());
    }
  }

  private KeyedHash hash() {
    byte[] key =
        secrets
            .get()
            .getOrCreate(
                KEY,
                () -> {
                  byte[] fresh = new byte[KEY_BYTES];
                  random.nextBytes(fresh);
                  return fresh;
                });
    try {
      return new KeyedHash(new SecretKeySpec(key, "HmacSHA256"));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
