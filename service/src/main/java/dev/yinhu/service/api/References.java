package dev.yinhu.service.api;

import dev.yinhu.service.http.InvalidMember;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The caller's own marks on the items of a batch, given back with the results. */
final class References {
  private static final int LONGEST = 256;

  private References() {}

  static void check(@Nullable String reference) {
    if (reference != null && reference.length() > LONGEST) {
      throw new InvalidMember("reference", "at most " + LONGEST + " characters");
    }
  }

  static <I> List<@Nullable String> of(List<I> items, Function<I, @Nullable String> reference) {
    List<@Nullable String> references = new ArrayList<>(items.size());
    for (I item : items) {
      references.add(reference.apply(item));
    }
    return references;
  }
}
