package dev.yinhu.service.api;

import dev.yinhu.crypto.mask.Masks;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.redact.Replacement;
import dev.yinhu.register.MaskName;
import java.util.List;

/** Masks a value as a field of its kind is masked; what has no mask of its kind is hidden whole. */
public final class TypeMasks implements Replacement {

  @Override
  public List<Written> of(List<Value> values) {
    return values.stream()
        .map(value -> new Written(Masks.mask(mask(value.type()), value.text())))
        .toList();
  }

  private static MaskName mask(PiiType type) {
    return switch (type.name()) {
      case "CN_MOBILE", "CN_LANDLINE", "PHONE" -> MaskName.PHONE;
      case "PERSON_NAME" -> MaskName.NAME;
      case "CN_ADDRESS" -> MaskName.ADDRESS;
      case "EMAIL" -> MaskName.EMAIL;
      case "BANK_CARD" -> MaskName.CARD;
      case "CN_RESIDENT_ID", "FOREIGN_PR_ID", "CN_PASSPORT", "HK_MACAU_PERMIT", "TW_PERMIT" ->
          MaskName.ID_NUMBER;
      default -> MaskName.ALL;
    };
  }
}
