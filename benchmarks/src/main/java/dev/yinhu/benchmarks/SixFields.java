package dev.yinhu.benchmarks;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.crypto.Envelope;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.Opened;
import dev.yinhu.crypto.SubjectDirectory;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/** Yinhu's side: real keys on a real database, the subject's in the cache. */
final class SixFields implements AutoCloseable {
  private final ScratchDirectory directory;
  private final Database database;
  private final Crypto crypto;
  private final KeyScope scope;
  private final List<FieldRef> fields = new ArrayList<>();
  private final List<byte[]> plaintexts = SixValues.bytes();
  private final List<Envelope> envelopes = new ArrayList<>();

  private SixFields(ScratchDirectory directory) {
    this.directory = directory;
    this.database = Database.open(DatabaseConfig.embedded(), DataDirectory.open(directory.path()));
    database.migrate("crypto");
    this.crypto =
        Crypto.open(
            database,
            new CryptoConfig(directory.path().resolve("root.key"), 1_000, Duration.ofHours(1)),
            Clock.systemUTC());
    SubjectId subject = new SubjectId("u-1");
    this.scope = crypto.subjects().findOrCreate(List.of(subject)).values().iterator().next();
    for (int i = 0; i < plaintexts.size(); i++) {
      FieldRef field = FieldRef.parse(SixValues.field(i));
      fields.add(field);
      envelopes.add(seal(field, plaintexts.get(i)));
    }
  }

  static SixFields open() {
    try {
      return new SixFields(ScratchDirectory.create());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same installation with another suite. */
  SuiteCalls calls(Suite suite) throws GeneralSecurityException {
    return new SuiteCalls(suite, crypto, scope);
  }

  SubjectDirectory subjects() {
    return crypto.subjects();
  }

  private Envelope seal(FieldRef field, byte[] plaintext) {
    return crypto.cipher().seal(Suite.AES256_GCM, field, scope, "", plaintext);
  }

  void protect(Blackhole sink) {
    for (int i = 0; i < fields.size(); i++) {
      sink.consume(seal(fields.get(i), plaintexts.get(i)));
    }
  }

  void reveal(Blackhole sink) {
    for (int i = 0; i < fields.size(); i++) {
      Opened opened = crypto.cipher().open(fields.get(i), scope, "", envelopes.get(i));
      if (!(opened instanceof Opened.Plaintext plaintext)) {
        throw new IllegalStateException("an envelope did not open: " + opened);
      }
      sink.consume(plaintext.value());
    }
  }

  @Override
  public void close() throws IOException {
    crypto.close();
    database.close();
    directory.close();
  }
}
