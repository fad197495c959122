package dev.yinhu.breachresponse.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.Actor;
import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.EntryJson;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeafScannerTest {
  private final LeafScanner scanner = new LeafScanner();

  @Property
  void whatWasWrittenIsReadAsByTheGeneralReader(
      @ForAll @LongRange(min = 0, max = 4_102_444_799L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll Operation operation,
      @ForAll boolean behalf,
      @ForAll @Size(max = 3) List<@IntRange(max = 700) Integer> persons) {
    List<Item> items =
        IntStream.range(0, persons.size())
            .mapToObj(i ->
                new Item(
                    i % 2 == 0 ? "商城.用户.电话" : "shop.users.phone",
                    "clear",
                    i == 1 ? "canary" : "",
                    persons.get(i) + 1 + i,
                    IntStream.range(0, persons.get(i)).mapToObj(ScopedLog::ref).toList()))
            .toList();
    Access access =
        new Access(
            Instant.ofEpochSecond(second, nano % 3 == 0 ? nano / 1_000_000 * 1_000_000L : nano),
            "r \" \\ \n 请求",
            operation,
            new CallerName("order-service"),
            behalf ? Optional.of(new Purpose("deliver-order")) : Optional.empty(),
            behalf
                ? new Behalf(
                    Optional.of(new Actor("agent-7")), Optional.of(new Reason("\"退款\" \\ 核对")))
                : Behalf.NOBODY,
            second % 9 + 1,
            items);
    for (byte[] leaf : EntryJson.leaves(access)) {
      assertThat(scanner.read(leaf)).as("read quickly").isPresent();
      assertSame(leaf);
    }
  }

  private void assertSame(byte[] leaf) {
    SeenAccess quick = scanner.read(leaf).orElseThrow();
    SeenAccess thorough = SeenAccess.of((Access) EntryReader.read(leaf));
    assertThat(quick).usingRecursiveComparison().ignoringFields("items").isEqualTo(thorough);
    assertThat(quick.items()).hasSameSizeAs(thorough.items());
    for (int i = 0; i < quick.items().size(); i++) {
      assertThat(text(quick.items().get(i))).isEqualTo(text(thorough.items().get(i)));
    }
  }

  private static String text(SeenAccess.SeenItem item) {
    StringBuilder text =
        new StringBuilder(item.field() + item.outcome() + item.count() + "/" + item.others());
    for (int i = 0; i < item.persons().size(); i++) {
      text.append(Reference.text(item.persons().high(i), item.persons().low(i))).append(' ');
    }
    return text.toString();
  }

  private static final String GOOD =
      "{\"time\":\"2026-06-01T04:00:00Z\",\"request\":\"r\",\"operation\":\"decrypt\","
          + "\"caller\":\"c\",\"register\":7,\"items\":[{\"field\":\"f\",\"outcome\":\"clear\","
          + "\"count\":1,\"subjects\":[\"AAAAAAAAAAAAAAAAAAAAAA\"]}]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-06-01>2026-06-31",
        "04:00>24:00",
        "decrypt>teleport",
        "\"c\">\"C c\"",
        "\"register\":7>\"register\":07",
        "\"register\":7>\"new\":1,\"register\":7",
        "\"count\":1>\"count\":0",
        "\"count\":1>\"count\":-1",
        "AAAA\"]>AAAB\"]",
        "\"f\">\"\\u0066\"",
        "\"items\":[>\"items\": [",
        "]}]}>]}]} ",
        "]}]}>]}]",
        "{\"time\">[\"time\"",
      })
  void whatStandsOtherwiseIsLeftToTheGeneralReader(String change) {
    int middle = change.indexOf('>');
    String changed = GOOD.replace(change.substring(0, middle), change.substring(middle + 1));
    assertThat(changed).isNotEqualTo(GOOD);

    assertThat(scanner.read(changed.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void noBytesMakeItFailOrReadWhatTheGeneralReaderRefuses() {
    byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
    assertThat(scanner.read(good)).isPresent();
    for (int at = 0; at < good.length; at++) {
      for (int value : new int[] {0, '"', '\\', '0', 'Z', ']', '}', ',', 0xC3, 0xFF}) {
        byte[] bad = good.clone();
        bad[at] = (byte) value;
        if (scanner.read(bad).isPresent()) {
          boolean isText =
              bad[at] != 0 && new String(bad, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
          assertThat(!isText || isRead(bad)).as("at %d", at).isTrue();
        }
      }
      assertThat(scanner.read(Arrays.copyOf(good, at))).isEmpty();
    }
  }

  private static boolean isRead(byte[] leaf) {
    try {
      return EntryReader.read(leaf) instanceof Access;
    } catch (AuditException e) {
      return false;
    }
  }
}
