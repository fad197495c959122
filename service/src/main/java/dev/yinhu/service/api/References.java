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
    if (reference != null && (reference.length() > LONGEST || !isText(reference))) {
      throw new InvalidMember(
          "reference", "at most " + LONGEST + " characters without unpaired surrogates");
    }
  }

  /** An unpaired surrogate could not be given back: UTF-8 does not carry it. */
  private static boolean isText(String reference) {
    for (int i = 0; i < reference.length(); i++) {
      int character = reference.codePointAt(i);
      if (Character.getType(character) == Character.SURROGATE) {
        return false;
      }
      i += Character.charCount(character) - 1;
    }
    return true;
  }

  static <I> List<@Nullable String> of(List<I> items, Function<I, @Nullable String> reference) {
    List<@Nullable String> references = new ArrayList<>(items.size());
    for (I item : items) {
      references.add(reference.apply(item));
    }
    return references;
  }
}
