package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.fieldaccess.SealItem;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.redact.RedactionException;
import dev.yinhu.piiscanner.redact.Replacement;
import dev.yinhu.register.DeclaredField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Puts ciphertexts of the register's fields in the place of values, through the guarded path: the
 * caller needs {@code encrypt} on each field, and the access log has it before the text leaves. A
 * value whose type has no field is replaced by the name of its type. Blocks.
 *
 * @param subject whose data it is; null for fields without one
 */
public record FieldSealing(
    FieldAccess access,
    Requester requester,
    Map<PiiType, String> fields,
    @Nullable String subject,
    Replacement otherwise)
    implements Replacement {
  /** Copies the map. */
  public FieldSealing {
    fields = Map.copyOf(fields);
  }

  /** Whether the register in force protects a field by a suite that keeps the shape of values. */
  public static boolean keepsShape(FieldAccess access, String field) {
    return access
        .declared(field)
        .flatMap(DeclaredField::protection)
        .filter(protection -> protection.suite().keepsShape())
        .isPresent();
  }

  @Override
  public List<Written> of(List<Value> values) {
    List<Written> written = new ArrayList<>(otherwise.of(values));
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (fields.containsKey(values.get(i).type())) {
        places.add(i);
      }
    }
    for (int from = 0; from < places.size(); from += FieldAccess.MAX_ITEMS) {
      int to = Math.min(places.size(), from + FieldAccess.MAX_ITEMS);
      seal(values, places.subList(from, to), written);
    }
    return written;
  }

  private void seal(List<Value> values, List<Integer> places, List<Written> written) {
    List<SealItem> items =
        places.stream()
            .map(values::get)
            .map(value -> new SealItem(field(value), subject, null, value.text()))
            .toList();
    List<ItemResult> results = done(access.encrypt(requester, items));
    for (int i = 0; i < places.size(); i++) {
      written.set(places.get(i), ciphertext(values.get(places.get(i)), results.get(i)));
    }
  }

  private String field(Value value) {
    return Objects.requireNonNull(fields.get(value.type()), "no field for this type");
  }

  private static List<ItemResult> done(Access sealing) {
    if (sealing.needsStore()) {
      sealing.load();
    }
    try {
      return sealing.finish().join().items();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static Written ciphertext(Value value, ItemResult result) {
    return switch (result) {
      case ItemResult.Done done -> new Written(done.value(), done.keyVersion());
      case ItemResult.Refused refused ->
          throw new RedactionException(
              "a value of the type %s cannot be encrypted (%s): %s"
                  .formatted(value.type(), refused.code().text(), refused.message()));
      case ItemResult.Indexed _, ItemResult.Tokenized _, ItemResult.Checked _ ->
          throw new IllegalStateException("encrypting gave something else than a ciphertext");
    };
  }
}
