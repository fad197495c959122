package dev.yinhu.piiscanner.jdbc;

import static dev.yinhu.piiscanner.jdbc.DigitScanner.CARD;
import static dev.yinhu.piiscanner.jdbc.DigitScanner.MOBILE;
import static dev.yinhu.piiscanner.jdbc.DigitScanner.QQ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.Trace.Term;
import dev.yinhu.piiscanner.jdbc.ColumnReport.State;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the other values of a column say about each. */
class ColumnsDecideTest {
  private final Scans scans = new Scans();

  /** A table t of one column with so many values. */
  private DatabaseReport scan(
      Shop.Server server, String column, int rows, IntFunction<String> value) {
    try (Shop shop = Shop.on(server)) {
      shop.run("CREATE TABLE t (" + column + " varchar(400))");
      shop.insert(
          "INSERT INTO t VALUES (?)",
          IntStream.range(0, rows).mapToObj(i -> new String[] {value.apply(i)}).toList());
      return scans.run(shop);
    }
  }

  private DatabaseReport scan(String column, int rows, IntFunction<String> value) {
    return scan(Shop.Server.POSTGRES, column, rows, value);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void weakNumbersAreCertainInAColumnThatIsNamedSo(Shop.Server server) {
    IntFunction<String> numbers = i -> "" + (100_000 + i * 37L);

    ColumnFinding named = Scans.finding(scan(server, "qq", 200, numbers), "t", "qq", QQ);
    assertThat(named.certain()).isTrue();
    assertThat(named.confidence()).isEqualTo(0.7);
    assertThat(named.terms()).extracting(Term::name).contains("nearly-all-values");

    ColumnFinding unnamed = Scans.finding(scan(server, "n", 200, numbers), "t", "n", QQ);
    assertThat(unnamed.certain()).as("the same numbers, called nothing").isFalse();
    assertThat(unnamed.hits()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void oneInTenOrderNumbersThatPassesLuhnIsNoCard(Shop.Server server) {
    DatabaseReport report =
        scan(server, "order_no", 500, i -> "%016d".formatted(6_200_000_000_000_000L + i * 7919L));

    ColumnFinding cards = Scans.finding(report, "t", "order_no", CARD);
    assertThat(cards.hits()).isBetween(20L, 100L);
    assertThat(cards.certain()).isFalse();
    assertThat(cards.terms()).extracting(Term::name).contains("no-more-than-by-chance");
    assertThat(report.clean()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void cardsAreCards(Shop.Server server) {
    ColumnFinding cards =
        Scans.finding(
            scan(server, "no", 100, i -> DigitScanner.card(620_000_000_000_000L + i * 7919L)),
            "t",
            "no",
            CARD);
    assertThat(cards.certain()).isTrue();
    assertThat(cards.confidence()).isEqualTo(1.0);
    assertThat(cards.whole()).isEqualTo(100);
    assertThat(cards.examples()).hasSize(3);
    assertThat(cards.examples()).allMatch(e -> e.masked().matches("\\*{4}\\d{4}"));
  }

  @ParameterizedTest
  @EnumSource(value = Shop.Server.class, names = "POSTGRES")
  void oneNumberInAThousandRemarksIsStillToldForCertain(Shop.Server server) {
    ColumnFinding mobile =
        Scans.finding(
            scan("remark", 1_000, i -> i == 77 ? "请致电13912345678。" : "请尽快发货" + i),
            "t",
            "remark",
            MOBILE);
    assertThat(mobile.certain()).isTrue();
    assertThat(mobile.insideText()).isTrue();
    assertThat(mobile.share().value()).isEqualTo(0.001);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void ourCiphertextsAreKnownAndNotLookedInto(Shop.Server server) {
    IntFunction<String> sealed = i -> "yh1." + "AQEAAAABAf13912345678-_".repeat(4) + i;

    ColumnReport all = Scans.column(scan(server, "c", 50, sealed), "t", "c");
    assertThat(all.state()).isEqualTo(State.PROTECTED);
    assertThat(all.sealed()).isEqualTo(50);
    assertThat(all.findings()).isEmpty();

    DatabaseReport half =
        scan(server, "c", 50, i -> i % 2 == 0 ? sealed.apply(i) : "139123456" + (10 + i));
    assertThat(Scans.column(half, "t", "c").state()).isEqualTo(State.PARTLY_PROTECTED);
    ColumnFinding left = Scans.finding(half, "t", "c", MOBILE);
    assertThat(left.values()).isEqualTo(25);
    assertThat(left.share().value()).isEqualTo(1.0);
  }

  @ParameterizedTest
  @EnumSource(value = Shop.Server.class, names = "POSTGRES")
  void columnsThatLookHashedOrEncryptedAreTold(Shop.Server server) {
    IntFunction<String> hex = i -> "%016x%016x".formatted(Mix.of(i), Mix.of(i + 1_000));
    assertThat(Scans.column(scan("c", 50, hex), "t", "c").state()).isEqualTo(State.HASHED);
    IntFunction<String> bcrypt = i -> "$2a$10$" + "N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68L" + i;
    assertThat(Scans.column(scan("c", 50, bcrypt), "t", "c").state())
        .isEqualTo(State.PASSWORD_HASHES);
    IntFunction<String> base64 =
        i -> "aB3+" + Long.toString(Mix.of(i) >>> 1, 36) + "Zx9/Qr8=" + hex.apply(i);
    assertThat(Scans.column(scan("c", 50, base64), "t", "c").state()).isEqualTo(State.ENCRYPTED);
    IntFunction<String> words = i -> "a-sentence-of-words-that-is-rather-long-" + i;
    assertThat(Scans.column(scan("c", 50, words), "t", "c").state()).isEqualTo(State.PLAIN);
    assertThat(Scans.column(scan("c", 50, i -> "forged.yh1." + i), "t", "c").state())
        .isEqualTo(State.PLAIN);
  }

  @ParameterizedTest
  @EnumSource(value = Shop.Server.class, names = "POSTGRES")
  void nullsAndBlanksAreNoValues(Shop.Server server) {
    DatabaseReport report =
        scan("c", 100, i -> i % 4 == 0 ? null : i % 4 == 1 ? "  " : "13912345" + (100 + i));
    ColumnReport column = Scans.column(report, "t", "c");
    assertThat(column.nulls()).isEqualTo(50);
    assertThat(column.values()).isEqualTo(50);
    assertThat(Scans.finding(report, "t", "c", MOBILE).share().value()).isEqualTo(1.0);
  }
}
