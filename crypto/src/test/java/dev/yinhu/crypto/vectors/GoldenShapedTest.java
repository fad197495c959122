package dev.yinhu.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.ShapeOpened;
import dev.yinhu.crypto.ShapeSealed;
import dev.yinhu.crypto.ShapedField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import dev.yinhu.register.ValueFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values that keep their shape, both ways, as Python computed them from SP 800-38G. */
class GoldenShapedTest {
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Shaped(Map<String, ValueFormat> formats, List<Case> vectors) {}

  record Case(
      Suite suite,
      String format,
      String field,
      @Nullable String subject,
      String context,
      String value,
      String ciphertext) {}

  @Test
  void everyVectorGivesWhatItSaysBothWays() throws IOException {
    Shaped shaped = read(Shaped.class);
    try (GoldenRoom room = new GoldenRoom(read(KeysOnly.class).golden())) {
      for (Case vector : shaped.vectors()) {
        ShapedField field =
            new ShapedField(
                FieldRef.parse(vector.field()),
                vector.suite(),
                Objects.requireNonNull(shaped.formats().get(vector.format())));
        KeyScope scope = room.scope(vector.subject());

        assertThat(room.crypto().formats().seal(field, scope, vector.context(), vector.value()))
            .isEqualTo(new ShapeSealed.Ciphertext(vector.ciphertext(), 1));
        assertThat(
                room.crypto()
                    .formats()
                    .open(field, scope, vector.context(), vector.ciphertext(), OptionalInt.of(1)))
            .isEqualTo(new ShapeOpened.Plaintext(vector.value()));
      }
    }
    assertThat(shaped.vectors()).hasSizeGreaterThan(20);
  }

  /** The part of the file that other golden files have too. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record KeysOnly(
      String rootKey,
      String rootKeyFile,
      String rootKeyId,
      List<GoldenFile.Version> keyringVersions,
      List<GoldenFile.Subject> subjects,
      GoldenFile.Secret secret) {
    GoldenFile golden() {
      return new GoldenFile(
          rootKey, rootKeyFile, rootKeyId, keyringVersions, subjects, secret, List.of());
    }
  }

  private static <T> T read(Class<T> type) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GoldenShapedTest.class.getResourceAsStream("shaped-1.json"))) {
      return new ObjectMapper().readValue(in, type);
    }
  }
}
