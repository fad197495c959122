package dev.yinhu.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.FileHeader;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.Opened.Reason;
import dev.yinhu.crypto.OpenedFile;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Sealed files made by other code open as they should, or fail as they should. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenFilesTest {
  private final TestCrypto fixture = TestCrypto.closed();
  private final Crypto crypto;

  GoldenFilesTest() throws IOException {
    GoldenFile golden = GoldenFile.read("envelope-1-suite-1.json");
    GoldenRows.put(golden, fixture.rootKeyFile(), fixture.database().jdbi());
    crypto = fixture.anotherNode();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  @TestFactory
  Stream<DynamicTest> everyStoredVectorGivesWhatItSays() throws IOException {
    JsonNode vectors = new ObjectMapper().readTree(resource("file-1.json")).get("vectors");
    assertThat(vectors.size()).isGreaterThan(60);
    return StreamSupport.stream(vectors.spliterator(), false)
        .map(vector ->
            DynamicTest.dynamicTest(
                vector.get("name").asText(),
                () -> assertThat(outcome(vector)).isEqualTo(expected(vector))));
  }

  private static String expected(JsonNode vector) {
    if (vector.has("fails")) {
      return vector.get("fails").asText();
    }
    if (vector.has("plaintext")) {
      return vector.get("plaintext").asText();
    }
    byte[] pattern = new byte[vector.get("patternLength").asInt()];
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = (byte) (((long) i * i + 7L * i) % 251);
    }
    return HexFormat.of().formatHex(pattern);
  }

  private String outcome(JsonNode vector) throws IOException {
    byte[] file =
        vector.has("file")
            ? HexFormat.of().parseHex(vector.get("file").asText())
            : resource(vector.get("resource").asText());
    InputStream in = new ByteArrayInputStream(file);
    FileHeader header = FileHeader.read(in);
    if (!header.looksLikeOne()) {
      return "NO_FILE";
    }
    FieldRef field = FieldRef.parse(vector.get("field").asText());
    String context = vector.get("context").asText();
    return switch (crypto.files().open(field, scope(vector.get("subject")), context, header, in)) {
      case OpenedFile.Begun begun -> read(begun);
      case OpenedFile.NotAuthentic(Reason reason) -> reason.name();
      case OpenedFile.KeyDestroyed() -> "KEY_DESTROYED";
      case OpenedFile.KeyRetired() -> "KEY_RETIRED";
      case OpenedFile.UnsupportedFormat() -> "UNSUPPORTED_FORMAT";
    };
  }

  private static String read(OpenedFile.Begun begun) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Optional<Reason> fault = begun.transferTo(out);
    return fault.map(Reason::name).orElseGet(() -> HexFormat.of().formatHex(out.toByteArray()));
  }

  private KeyScope scope(JsonNode subject) {
    if (subject.isNull()) {
      return crypto.cipher().shared();
    }
    SubjectId id = new SubjectId(subject.asText());
    return Objects.requireNonNull(crypto.subjects().find(List.of(id)).get(id));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(GoldenFilesTest.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    }
  }
}
