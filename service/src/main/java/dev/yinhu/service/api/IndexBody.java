package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.IndexItem;
import dev.yinhu.register.Purpose;
import dev.yinhu.service.http.InvalidMember;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/index}. */
record IndexBody(
    @Nullable String purpose, List<Item> items, @Nullable String actor, @Nullable String reason)
    implements OnBehalf {
  IndexBody {
    OnBehalf.behalf(actor, reason);
    items = InvalidMember.requiredList(items, "items");
    asked(purpose);
  }

  /** What is to be indexed: a value, a part of one, or the values of a compound index. */
  record Item(
      @Nullable String reference,
      String field,
      @Nullable String part,
      @Nullable String value,
      @Nullable Map<String, @Nullable String> values,
      @Nullable String subject) {
    Item {
      References.check(reference);
      InvalidMember.required(field, "field");
      if ((value == null) == (values == null)) {
        throw new InvalidMember("", "either value, or values for a compound index");
      }
      if (values != null && values.containsValue(null)) {
        throw new InvalidMember("values", "texts by the names of fields");
      }
    }

    @Override
    public String toString() {
      return "Item[***]";
    }

    private Optional<Map<String, String>> texts() {
      Map<String, @Nullable String> given = values;
      if (given == null) {
        return Optional.empty();
      }
      var texts = new HashMap<String, String>();
      given.forEach((name, text) -> texts.put(name, InvalidMember.required(text, "values")));
      return Optional.of(texts);
    }
  }

  private static Optional<Purpose> asked(@Nullable String key) {
    try {
      return Optional.ofNullable(key).map(Purpose::new);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("purpose", "the key of a purpose of the register");
    }
  }

  Optional<Purpose> asked() {
    return asked(purpose);
  }

  List<IndexItem> toIndex() {
    return items.stream()
        .map(item ->
            new IndexItem(item.field(), item.part(), item.value(), item.texts(), item.subject()))
        .toList();
  }

  List<@Nullable String> references() {
    return References.of(items, Item::reference);
  }
}
