package dev.yinhu.accessaudit.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryBundlesTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void eachEntryStandsBehindItsLength() {
    List<byte[]> entries = List.of(new byte[0], new byte[] {1}, new byte[] {2, 3});
    byte[] bundle = EntryBundles.write(entries);
    assertThat(HEX.formatHex(bundle)).isEqualTo("0000" + "000101" + "00020203");
    assertThat(EntryBundles.read(bundle, 3)).containsExactlyElementsOf(entries);
  }

  @Test
  void theLongestEntryFits() {
    byte[] longest = new byte[65_535];
    assertThat(EntryBundles.read(EntryBundles.write(List.of(longest)), 1).getFirst())
        .isEqualTo(longest);
    assertThatThrownBy(() -> EntryBundles.write(List.of(new byte[65_536])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "0001", "000201", "00010100", "0001010001"})
  void bytesThatEndInsideAnEntryAreRefused(String bytes) {
    assertThatThrownBy(() -> EntryBundles.read(HEX.parseHex(bytes)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherNumberOfEntriesIsRefused() {
    byte[] two = EntryBundles.write(List.of(new byte[1], new byte[1]));
    assertThatThrownBy(() -> EntryBundles.read(two, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EntryBundles.read(two, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 100)
  void whatIsWrittenReadsBack(@ForAll @Size(max = 256) List<byte[]> entries) {
    assertThat(EntryBundles.read(EntryBundles.write(entries), entries.size()))
        .containsExactlyElementsOf(entries);
  }
}
