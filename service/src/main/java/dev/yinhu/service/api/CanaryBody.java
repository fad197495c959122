package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.fieldaccess.CanaryOrder;
import dev.yinhu.service.http.InvalidMember;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/canaries}. */
record CanaryBody(List<Item> items) {
  CanaryBody {
    items = InvalidMember.requiredList(items, "items");
  }

  record Item(
      String field,
      @Nullable Integer count,
      @JsonProperty("subject_pattern") @Nullable String subjectPattern,
      @Nullable String value,
      @Nullable Boolean tokenize) {
    Item {
      InvalidMember.required(field, "field");
    }

    CanaryOrder toOrder() {
      return new CanaryOrder(
          field,
          count == null ? 1 : count,
          Optional.ofNullable(subjectPattern),
          Optional.ofNullable(value),
          Boolean.TRUE.equals(tokenize));
    }

    @Override
    public String toString() {
      return "Item[***]";
    }
  }

  List<CanaryOrder> toOrders() {
    return items.stream().map(Item::toOrder).toList();
  }

  /** The body of {@code POST /v1/canaries/retire}. */
  record Retire(String field) {
    Retire {
      InvalidMember.required(field, "field");
    }
  }
}
