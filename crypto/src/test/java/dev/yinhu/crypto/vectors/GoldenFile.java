package dev.yinhu.crypto.vectors;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file of golden vectors: keys of every level and what must come of each envelope. */
@JsonIgnoreProperties("about")
record GoldenFile(
    String rootKey,
    String rootKeyFile,
    String rootKeyId,
    List<Version> keyringVersions,
    List<Subject> subjects,
    Secret secret,
    List<Vector> vectors) {

  record Version(
      long keyId,
      String keyring,
      int version,
      String state,
      String key,
      @Nullable String wrapped) {}

  record Subject(
      String id, String idHash, String ref, String key, long wrapKeyId, String wrappedKey) {}

  record Secret(String name, String value, String wrapped) {}

  /** Either {@code plaintext} (in hexadecimal) or {@code fails} is there. */
  @JsonIgnoreProperties("text")
  record Vector(
      String name,
      String field,
      @Nullable String subject,
      String context,
      String envelope,
      @Nullable String plaintext,
      @Nullable String fails) {}

  static GoldenFile read(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(GoldenFile.class.getResourceAsStream(name))) {
      return new ObjectMapper().readValue(in, GoldenFile.class);
    }
  }

  Version version(long keyId) {
    return keyringVersions.stream()
        .filter(version -> version.keyId() == keyId)
        .findFirst()
        .orElseThrow();
  }

  byte[] inputKey(@Nullable String subject) {
    if (subject == null) {
      return "yinhu/shared".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
    return subjects.stream()
        .filter(known -> known.id().equals(subject))
        .map(known -> hex(known.key()))
        .findFirst()
        .orElseThrow();
  }

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
