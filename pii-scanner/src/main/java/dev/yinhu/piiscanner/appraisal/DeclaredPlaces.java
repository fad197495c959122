package dev.yinhu.piiscanner.appraisal;

import dev.yinhu.piiscanner.WrongSettings;
import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.PlacePattern;
import dev.yinhu.piiscanner.necessity.RegisterNames;
import dev.yinhu.register.FieldRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what the register calls places that have other names where they were scanned. */
final class DeclaredPlaces {
  private DeclaredPlaces() {}

  /**
   * Of texts such as {@code users|phone_ct=shop.users.phone} and {@code
   * exports/*.csv|tel=shop.users.phone}.
   *
   * @param store what was scanned
   * @throws WrongSettings when one is none
   */
  static RegisterNames parse(List<String> texts, String store) {
    Map<HeldAt, FieldRef> fields = new HashMap<>();
    List<PlacePattern> patterns = new ArrayList<>();
    for (String text : texts) {
      PlacePattern place = place(text, store);
      if (PlacePattern.isPattern(place.collection()) || PlacePattern.isPattern(place.field())) {
        patterns.add(place);
      } else {
        fields.put(HeldAt.field(store, place.collection(), place.field()), place.declared());
      }
    }
    return new RegisterNames(Map.of(), fields, patterns);
  }

  private static PlacePattern place(String text, String store) {
    int equal = text.lastIndexOf('=');
    int bar = text.lastIndexOf('|', Math.max(equal, 0));
    try {
      HeldAt place =
          HeldAt.field(
              store, text.substring(0, bar).strip(), text.substring(bar + 1, equal).strip());
      return new PlacePattern(
          store,
          place.collection(),
          place.field().orElseThrow(),
          FieldRef.parse(text.substring(equal + 1).strip()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new WrongSettings(
          "--declared-as is TABLE|COLUMN=DATASET.COLLECTION.FIELD, or FILE|KEY=…; * stands for any"
              + " characters");
    }
  }
}
