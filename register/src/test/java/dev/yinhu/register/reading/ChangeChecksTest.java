package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.Suite;
import dev.yinhu.register.testing.Registers;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a change of the register would do to values that are stored already. */
class ChangeChecksTest {
  private static final String SUBJECT = "subject: id";
  private static final String GCM = "suite: AES256_GCM";
  private static final String INDEXED = "suite: AES256_GCM, index: true";

  private final RegisterReader reader =
      new RegisterReader(EnumSet.allOf(Suite.class), InstantSource.fixed(Registers.NOW));

  private static List<RegisterSource> shop(String users, String phone, String email) {
    String text =
        """
        dataset:
          - fides_key: shop
            collections:
              - name: users
                yinhu: {%s}
                fields:
                  - name: id
                  - name: phone
                    data_categories: [user.contact.phone_number]
                    yinhu: {protect: {%s}}
                  - name: email
                    data_categories: [user.contact.email]
                    yinhu: {protect: {%s}}
        """
            .formatted(users, phone, email);
    return List.of(new RegisterSource("shop.yaml", text));
  }

  private static List<RegisterSource> phone(String protect) {
    return shop(SUBJECT, protect, GCM);
  }

  private List<String> changes(List<RegisterSource> before, List<RegisterSource> after) {
    Register old = reader.read(before).register().orElseThrow();
    RegisterReading reading = reader.read(after, Optional.of(old));
    assertThat(reading.isValid()).as("%s", reading.problems()).isTrue();
    return reading.problems().stream()
        .filter(problem ->
            problem.code() == ProblemCode.UNREADABLE_CHANGE
                || problem.code() == ProblemCode.UNFINDABLE_CHANGE)
        .map(problem -> problem.line() + " " + problem.code().wire())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          suite: AES256_GCM                       | suite: FF1_SM4
          suite: FF1_SM4                          | suite: AES256_GCM
          suite: FF1_SM4                          | suite: FF1_AES256
          suite: FF1_SM4                          | suite: FF1_SM4, format: {min_length: 9, max_length: 11}
          suite: FF1_SM4                          | suite: FF1_SM4, format: {keep_first: 3, min_length: 11, max_length: 11}
          """)
  void whatKeepsTheShapeIsReadableOnlyAsItWas(String before, String after) {
    assertThat(changes(phone(before), phone(after))).containsExactly("8 unreadable-change");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          suite: AES256_GCM                                 | suite: AES256_GCM, index: true
          suite: AES256_GCM, index: true                    | suite: AES256_GCM, index: {bits: 20}
          suite: AES256_GCM, index: {bits: 21}              | suite: AES256_GCM, index: {bits: 20}
          suite: AES256_GCM, index: true                    | suite: AES256_GCM, index: {normalizer: nfkc}
          suite: AES256_GCM, index: {partitions: 5}         | suite: AES256_GCM, index: {partitions: 4}
          suite: AES256_GCM, index: true                    | suite: SM4_GCM, index: true
          suite: AES256_GCM, indexes: {end: {last: 4}}      | suite: AES256_GCM, indexes: {end: {last: 5}}
          suite: AES256_GCM, indexes: {end: {last: 4}}      | suite: AES256_GCM, indexes: {end: {first: 4}}
          """)
  void whatIndexesAreComputedByIsToBeComputedAnew(String before, String after) {
    assertThat(changes(phone(before), phone(after))).containsExactly("8 unfindable-change");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          suite: AES256_GCM, index: true            | suite: AES256_GCM, index: true
          suite: AES256_GCM, index: true            | suite: XAES256_GCM, index: true
          suite: AES256_GCM                         | suite: SM4_GCM
          suite: AES256_GCM, index: true            | suite: AES256_GCM
          suite: AES256_GCM, index: {partitions: 4} | suite: AES256_GCM, index: {partitions: 5}
          suite: AES256_GCM                         | suite: AES256_GCM, tokens: true
          suite: FF1_SM4                            | suite: FF1_SM4, format: mobile
          """)
  void whatKeepsOpeningAndBeingFoundIsNoMatter(String before, String after) {
    assertThat(changes(phone(before), phone(after))).isEmpty();
  }

  @Test
  void aFieldThatGoesAwayOrChangesWhoseItIsIsTold() {
    List<RegisterSource> before = phone(GCM);
    String text = before.getFirst().text();
    List<RegisterSource> renamed =
        List.of(new RegisterSource("shop.yaml", text.replace("name: phone", "name: mobile")));

    assertThat(changes(before, renamed)).containsExactly("1 unreadable-change");
    assertThat(changes(before, shop("", GCM, GCM)))
        .containsExactly("8 unreadable-change", "11 unreadable-change");
    assertThat(changes(before, before)).isEmpty();
  }

  @Test
  void anIndexOverSeveralFieldsFollowsThem() {
    String both = SUBJECT + ", indexes: [{name: both, fields: [phone, email]}]";
    String other = SUBJECT + ", indexes: [{name: both, fields: [email, phone]}]";

    assertThat(changes(shop(both, INDEXED, INDEXED), shop(other, INDEXED, INDEXED)))
        .containsExactly("11 unfindable-change");
    assertThat(
            changes(
                shop(both, INDEXED, INDEXED),
                shop(both, INDEXED, "suite: AES256_GCM, index: {normalizer: none}")))
        .containsExactly("8 unfindable-change", "11 unfindable-change");
    assertThat(changes(shop(both, INDEXED, INDEXED), shop(both, INDEXED, INDEXED))).isEmpty();
  }
}
