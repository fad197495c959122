package dev.yinhu.crypto.crash;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.KeyDuties;
import dev.yinhu.crypto.KeyLifeCycle;
import dev.yinhu.crypto.KeyPolicy;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.KeyringName;
import dev.yinhu.crypto.TokenMade;
import dev.yinhu.crypto.TokenRequest;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import dev.yinhu.register.TokenKind;
import dev.yinhu.register.TokenSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A process of its own that makes tokens, rotates the keyring they are sealed under and has them
 * sealed anew, all at once until it is killed; it says what was done as soon as it was: {@code made
 * TOKEN VALUE}, {@code rotated VERSION}.
 */
final class TokenWorker {
  static final FieldRef FIELD = FieldRef.parse("shop.users.phone");
  static final String SUBJECT = "anna";

  private static final int AT_ONCE = 40;
  private static final long PAUSE_NANOS = 2_000_000;

  private TokenWorker() {}

  /** Arguments: the data directory, and the name that all values of this run begin with. */
  public static void main(String[] arguments) {
    DataDirectory directory = DataDirectory.open(Path.of(arguments[0]));
    try (Database database = EpochWorker.open(directory);
        Crypto crypto = EpochWorker.crypto(database, directory)) {
      Thread resealing = Thread.ofPlatform().daemon().start(() -> resealAndRotate(crypto));
      KeyScope scope = TestCrypto.scope(crypto, SUBJECT);
      for (int batch = 0; resealing.isAlive(); batch++) {
        make(crypto, scope, arguments[1] + "-" + batch);
      }
    }
  }

  private static void make(Crypto crypto, KeyScope scope, String name) {
    List<TokenRequest> requests =
        IntStream.range(0, AT_ONCE).mapToObj(i -> request(scope, name + "-" + i)).toList();
    List<TokenMade> made = crypto.tokens().make(requests);
    StringBuilder told = new StringBuilder();
    for (int i = 0; i < AT_ONCE; i++) {
      if (made.get(i) instanceof TokenMade.Made(String token, var _)) {
        told.append("made %s %s%n".formatted(token, requests.get(i).value()));
      }
    }
    System.out.print(told);
  }

  private static TokenRequest request(KeyScope scope, String value) {
    return new TokenRequest(
        FIELD,
        Suite.AES256_GCM,
        new TokenSettings(TokenKind.DETERMINISTIC, Optional.empty(), false),
        Optional.empty(),
        scope,
        value);
  }

  private static void resealAndRotate(Crypto crypto) {
    KeyLifeCycle keys = crypto.lifeCycle(KeyPolicy.DEFAULT);
    while (true) {
      int version = keys.rotate(KeyringName.FIELD);
      reseal(crypto, keys);
      System.out.println("rotated " + version);
    }
  }

  /** Has a keeper seal anew what waits. */
  static void reseal(Crypto crypto, KeyLifeCycle keys) {
    while (keys.figures().tokensWaiting() > 0) {
      try (KeyDuties duties = crypto.keep(KeyPolicy.DEFAULT, TestCrypto.UNRECORDED, List::of)) {
        LockSupport.parkNanos(duties, PAUSE_NANOS);
      }
    }
  }
}
