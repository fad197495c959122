package dev.yinhu.crypto.vectors;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.SubjectId;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A crypto room over the root key and the rows of a golden file. */
final class GoldenRoom implements AutoCloseable {
  private final TestCrypto fixture = TestCrypto.closed();
  private final Crypto crypto;

  GoldenRoom(GoldenFile golden) throws IOException {
    GoldenRows.put(golden, fixture.rootKeyFile(), fixture.database().jdbi());
    crypto = fixture.anotherNode();
  }

  Crypto crypto() {
    return crypto;
  }

  KeyScope scope(@Nullable String subject) {
    if (subject == null) {
      return crypto.cipher().shared();
    }
    SubjectId id = new SubjectId(subject);
    return Objects.requireNonNull(crypto.subjects().find(List.of(id)).get(id));
  }

  @Override
  public void close() {
    fixture.close();
  }
}
