package dev.yinhu.register.reading;

import dev.yinhu.register.Category;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.ValueFormat;
import dev.yinhu.register.WireName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The formats that have a name, and the category that takes each when it names none. */
enum UsualFormat implements WireName {
  MOBILE("mobile", "user.contact.phone_number"),
  CARD("card", "user.financial.credit_card"),
  ID_NUMBER("id-number", "user.government_id.national_identification_number");

  private final String wire;
  private final String category;

  UsualFormat(String wire, String category) {
    this.wire = wire;
    this.category = category;
  }

  @Override
  public String wire() {
    return wire;
  }

  ValueFormat format() {
    return switch (this) {
      case MOBILE -> ValueFormat.MOBILE_CN;
      case CARD -> ValueFormat.CARD;
      case ID_NUMBER -> ValueFormat.ID_NUMBER_CN;
    };
  }

  /** That of the first category that has one. */
  static Optional<UsualFormat> of(List<Category> categories) {
    return categories.stream()
        .flatMap(c -> Arrays.stream(values()).filter(usual -> usual.isOf(c.key())))
        .findFirst();
  }

  private boolean isOf(CategoryKey key) {
    return key.isWithin(new CategoryKey(category));
  }
}
