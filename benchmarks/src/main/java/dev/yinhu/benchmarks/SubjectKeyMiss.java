package dev.yinhu.benchmarks;

import dev.yinhu.crypto.KeyScope;
import dev.yinhu.register.SubjectId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the first value of a person costs: their key is read from the warm embedded database and
 * unwrapped, one person a call, from one thread.
 */
final class SubjectKeyMiss {
  private static final int PEOPLE = 10_000;
  private static final int WARM_UP = 5_000;
  private static final int CALLS = 20_000;
  private static final int BATCH = 1_000;

  private SubjectKeyMiss() {}

  static void main() throws IOException {
    try (SixFields installation = SixFields.open()) {
      List<SubjectId> people = new ArrayList<>();
      for (int i = 0; i < PEOPLE; i++) {
        people.add(new SubjectId("person-" + i));
      }
      for (int i = 0; i < PEOPLE; i += BATCH) {
        installation.subjects().findOrCreate(people.subList(i, i + BATCH));
      }
      measure(installation, people, WARM_UP);
      long[] nanos = measure(installation, people, CALLS);
      System.out.printf(
          "subject key miss: mean %.3f ms, median %.3f ms, 99 %% %.3f ms (target 0.5)%n",
          Arrays.stream(nanos).average().orElseThrow() / 1e6,
          nanos[CALLS / 2] / 1e6,
          nanos[CALLS / 100 * 99] / 1e6);
    }
  }

  /** Sorted. Finding never asks the cache. */
  private static long[] measure(SixFields installation, List<SubjectId> people, int calls) {
    long[] nanos = new long[calls];
    for (int i = 0; i < calls; i++) {
      SubjectId person = people.get((int) (i * 7_919L % PEOPLE));
      long start = System.nanoTime();
      Map<SubjectId, KeyScope> found = installation.subjects().find(List.of(person));
      nanos[i] = System.nanoTime() - start;
      if (found.size() != 1) {
        throw new IllegalStateException("a subject was not found");
      }
    }
    Arrays.sort(nanos);
    return nanos;
  }
}
