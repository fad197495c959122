package dev.yinhu.accessaudit.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 1, 1, tile/0/001.p/1",
    "1, 999, 255, tile/1/999.p/255",
    "0, 1000, 256, tile/0/x001/000",
    "15, 1234067, 256, tile/15/x001/x234/067",
    "63, 1234067, 17, tile/63/x001/x234/067.p/17",
    "0, 36028797018963967, 256, tile/0/x036/x028/x797/x018/x963/967",
  })
  void tilesAreNamedAsTheFormatSays(int level, long number, int width, String text) {
    TilePath path = new TilePath.Hashes(level, number, width);
    assertThat(path.text()).isEqualTo(text);
    assertThat(TilePath.parse(text)).contains(path);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 256, tile/entries/000",
    "1234067, 256, tile/entries/x001/x234/067",
    "273, 112, tile/entries/273.p/112",
  })
  void bundlesAreNamedAsTheFormatSays(long number, int width, String text) {
    TilePath path = new TilePath.Entries(number, width);
    assertThat(path.text()).isEqualTo(text);
    assertThat(TilePath.parse(text)).contains(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/0/000/",
        "tile//000",
        "tile/0//000",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000/000",
        "tile/0/x000",
        "tile/0/001/000",
        "tile/0/x001/x000",
        "tile/0/X001/000",
        "tile/0/-01",
        "tile/0/+01",
        "tile/00/000",
        "tile/01/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/100/000",
        "tile/0/000.p",
        "tile/0/000.p/",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/1000",
        "tile/0/000.p/+1",
        "tile/0/000.p/1/",
        "tile/0/x001.p/1",
        "tile/0/000\n",
        "tile/0/٠٠٠",
        "tile/0/x036/x028/x797/x018/x963/968",
        "tile/0/x999/x999/x999/x999/x999/999",
        "tile/0/x001/x000/x000/x000/x000/x000/000",
        "tile/Entries/000",
        "tile/entries",
        "tile/entries/0",
        "tile/entry/000",
        "tile/8/0/000/000",
        "checkpoint",
      })
  void anyOtherSpellingIsNoName(String text) {
    assertThat(TilePath.parse(text)).isEmpty();
  }

  @Property(tries = 500)
  void everyNameReadsBack(
      @ForAll @IntRange(max = 63) int level,
      @ForAll @LongRange(max = TilePath.MAX_NUMBER) long number,
      @ForAll @IntRange(min = 1, max = 256) int width) {
    TilePath hashes = new TilePath.Hashes(level, number, width);
    TilePath entries = new TilePath.Entries(number, width);
    assertThat(TilePath.parse(hashes.text())).contains(hashes);
    assertThat(TilePath.parse(entries.text())).contains(entries);
  }

  @Test
  void whatCannotBeNamedIsRefused() {
    assertThatThrownBy(() -> new TilePath.Hashes(64, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath.Hashes(-1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath.Hashes(0, -1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath.Entries(0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath.Entries(TilePath.MAX_NUMBER + 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath.Entries(0, 257))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
