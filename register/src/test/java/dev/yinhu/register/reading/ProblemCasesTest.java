package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.Suite;
import dev.yinhu.register.testing.Registers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One small register per problem code (and more where a code has several causes). */
class ProblemCasesTest {
  private static final String RESOURCES = "cases.txt";

  /** A register and the problem that it must have, at the line that ends in {@code # <--}. */
  record Case(String code, String title, String yaml) {
    int line() {
      List<String> lines = yaml.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).endsWith("# <--")) {
          return i + 1;
        }
      }
      throw new IllegalStateException("no line of " + title + " is marked");
    }

    @Override
    public String toString() {
      return code + ": " + title;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void problemIsToldAtItsLine(Case rule) {
    RegisterReading reading = read(rule);

    assertThat(reading.problems())
        .filteredOn(p -> p.code().wire().equals(rule.code()))
        .as("%s", reading.problems())
        .extracting(Problem::line)
        .contains(rule.line());
    boolean hasError = reading.problems().stream().anyMatch(p -> p.severity() == Severity.ERROR);
    assertThat(reading.isValid()).isEqualTo(!hasError);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nothingElseIsAnError(Case rule) {
    assertThat(read(rule).problems())
        .filteredOn(p -> p.severity() == Severity.ERROR)
        .extracting(p -> p.code().wire())
        .allMatch(rule.code()::equals);
  }

  @Test
  void everyCodeHasACase() {
    List<String> covered = cases().map(Case::code).toList();
    List<String> elsewhere =
        List.of("yaml-limits", "too-many-problems", "unreadable-change", "unfindable-change");

    assertThat(Arrays.stream(ProblemCode.values()).map(ProblemCode::wire))
        .allMatch(code -> covered.contains(code) || elsewhere.contains(code));
  }

  @Test
  void everyCodeIsInTheManual() throws IOException {
    String manual = Files.readString(Path.of("..", "docs", "register.md"));

    assertThat(
            Arrays.stream(ProblemCode.values())
                .map(code -> "| `" + code.wire() + "` | " + code.severity().wire() + " |")
                .filter(row -> !manual.contains(row)))
        .isEmpty();
  }

  /** With every suite, except where it is the matter that one is lacking. */
  private static RegisterReading read(Case rule) {
    return rule.code().equals("suite-unavailable")
        ? Registers.read(rule.yaml(), Set.of(Suite.AES256_GCM))
        : Registers.read(rule.yaml());
  }

  static Stream<Case> cases() {
    return Arrays.stream(TestTexts.read(RESOURCES).split("(?m)^=== "))
        .filter(text -> !text.isBlank() && !text.startsWith("#"))
        .map(ProblemCasesTest::parse);
  }

  private static Case parse(String text) {
    String head = text.lines().findFirst().orElseThrow();
    String[] parts = head.split(": ", 2);
    return new Case(
        parts[0], parts[1], text.lines().skip(1).collect(Collectors.joining("\n", "", "\n")));
  }
}
