package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.SealItem;
import dev.yinhu.service.http.InvalidMember;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/encrypt} and {@code POST /v1/mask}. */
record SealBody(List<Item> items, @Nullable String actor, @Nullable String reason)
    implements OnBehalf {
  SealBody {
    OnBehalf.behalf(actor, reason);
    items = InvalidMember.requiredList(items, "items");
  }

  record Item(
      @Nullable String reference,
      String field,
      @Nullable String subject,
      @Nullable String context,
      String value) {
    Item {
      References.check(reference);
      InvalidMember.required(field, "field");
      InvalidMember.required(value, "value");
    }

    @Override
    public String toString() {
      return "Item[***]";
    }
  }

  List<SealItem> toSeal() {
    return items.stream()
        .map(item -> new SealItem(item.field(), item.subject(), item.context(), item.value()))
        .toList();
  }

  List<@Nullable String> references() {
    return References.of(items, Item::reference);
  }
}
