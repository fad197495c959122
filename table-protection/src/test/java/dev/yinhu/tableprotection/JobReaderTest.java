package dev.yinhu.tableprotection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.CallerName;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobReaderTest {
  private static final Path DIRECTORY = Path.of("/etc/yinhu");
  private static final String WHOLE =
      """
      name: users-phone
      as: data-job
      url: jdbc:postgresql://db.shop.example/shop
      user: yinhu
      password_file: shop-password
      table: public.users
      key: [tenant, id]
      subject: id
      batch_rows: 200
      rows_per_second: 5_000
      columns:
        - {field: shop.users.phone, plaintext: phone, ciphertext: phone_ct}
        - {field: shop.users.email, plaintext: email, ciphertext: email_ct, context: tenant}
      """;

  private static JobReading read(String text) {
    return JobReader.read("job.yaml", text, DIRECTORY);
  }

  @Test
  void aWholeJobIsRead() {
    JobReading reading = read(WHOLE);

    assertThat(reading.problems()).isEmpty();
    ProtectionJob job = reading.job().orElseThrow();
    assertThat(job.name()).isEqualTo("users-phone");
    assertThat(job.caller()).isEqualTo(new CallerName("data-job"));
    assertThat(job.target().name()).isEqualTo("public.users");
    assertThat(job.target().passwordFile()).contains(Path.of("/etc/yinhu/shop-password"));
    assertThat(job.key()).containsExactly("tenant", "id");
    assertThat(job.subject()).contains("id");
    assertThat(job.batchRows()).isEqualTo(200);
    assertThat(job.rowsPerSecond()).isEqualTo(OptionalInt.of(5_000));
    assertThat(job.columns()).hasSize(2);
    assertThat(job.columns().getLast().context()).contains("tenant");
  }

  @Test
  void everyProblemIsToldAtOnceWithItsPlace() {
    List<String> problems =
        read("""
        name: Users
        as: data-job
        url: jdbc:oracle:thin:@x
        table: users
        keys: [id]
        batch_rows: many
        columns:
          - {feild: shop.users.phone, plaintext: phone, ciphertext: phone}
          - {field: nonsense, plaintext: email, ciphertext: [a]}
        """)
            .problems();

    assertThat(String.join("\n", problems))
        .contains("job.yaml:1:1: a job's name")
        .contains("job.yaml:3:1: the URL starts with one of")
        .contains("job.yaml:4:1: name the table with its schema")
        .contains("'key' is missing")
        .contains("job.yaml:5:1: there is no key 'keys'; did you mean 'key'?")
        .contains("job.yaml:6:1: 'batch_rows' is a whole number from 1 to 500")
        .contains("job.yaml:8:5: 'field' is missing")
        .contains("job.yaml:8:6: there is no key 'feild'; did you mean 'field'?")
        .contains("'phone' is named twice")
        .contains("job.yaml:9:6: 'field' is not spelled")
        .contains("'ciphertext' needs a single value");
    assertThat(read(WHOLE.replace("columns:", "other:\ncolumns:")).job()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.shop.example/shop?user=a&password=geheim",
        "jdbc:mysql://a:geheim@db.shop.example/shop"
      })
  void noPasswordStandsInTheUrl(String url) {
    JobReading reading = read(WHOLE.replace("jdbc:postgresql://db.shop.example/shop", url));
    assertThat(reading.problems())
        .singleElement()
        .asString()
        .contains("password_file")
        .doesNotContain("geheim");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "- a", "a: [", "a: b: c", "\"\\u00", "%YAML", "a: &x [*x]"})
  void whatIsNoJobIsAProblem(String text) {
    assertThat(read(text).problems()).isNotEmpty();
  }

  @Test
  void progressBelongsToTheTableAndNotToTheSpeed() {
    ProtectionJob job = read(WHOLE).job().orElseThrow();
    ProtectionJob slower = read(WHOLE.replace("5_000", "5")).job().orElseThrow();
    ProtectionJob other = read(WHOLE.replace("phone_ct", "phone_sealed")).job().orElseThrow();
    assertThat(slower.fingerprint()).isEqualTo(job.fingerprint());
    assertThat(other.fingerprint()).isNotEqualTo(job.fingerprint());
  }
}
