package dev.yinhu.accessaudit.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.EntryPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {
  @TempDir static Path temp;
  private static SearchedLog log;

  @BeforeAll
  static void fill() {
    log = new SearchedLog(temp.resolve("audit/index"));
    for (int i = 0; i < 4; i++) {
      log.append(SampleEntries.some(400, i));
    }
  }

  @AfterAll
  static void close() {
    log.close();
  }

  @Test
  void placesAreThoseOfTheEntriesFoundHoweverManyAreReadTogether() {
    for (Filter filter :
        List.of(
            new Filter.Every(),
            new Filter.Has(Attribute.CALLER, "support-desk"),
            new Filter.Has(Attribute.REF, SampleEntries.subject(3)),
            new Filter.Has(Attribute.CALLER, "nobody"))) {
      for (int atOnce : new int[] {30, 5_000}) {
        assertThat(read(filter, atOnce)).as("%s", filter).isEqualTo(log.wanted(filter));
      }
    }
  }

  private static List<Long> read(Filter filter, int atOnce) {
    List<Long> read = new ArrayList<>();
    long next =
        log.search()
            .places(
                filter,
                atOnce,
                places -> {
                  assertThat(places.size()).isBetween(1, atOnce);
                  int given =
                      log.log.forEachAt(
                          places,
                          entry -> {
                            assertThat(EntryReader.read(entry.leaf()))
                                .isEqualTo(log.entries.get((int) entry.index()));
                            read.add(entry.index());
                          });
                  assertThat(given).isEqualTo(places.size());
                });
    assertThat(next).isEqualTo(log.entries.size());
    read.sort(Comparator.reverseOrder());
    return read;
  }

  @Test
  void whoeverNamesAWrongPlaceIsTold() {
    List<EntryPlace> places = new ArrayList<>();
    var _ = log.search().places(new Filter.Every(), 5_000, places::addAll);
    EntryPlace good = places.get(7);
    places.set(7, new EntryPlace(good.index(), good.position(), good.offset() + 1, good.length()));

    assertThatThrownBy(() -> log.log.forEachAt(places, _ -> {}))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("is not at its place");
  }
}
