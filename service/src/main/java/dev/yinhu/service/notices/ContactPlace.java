package dev.yinhu.service.notices;

import dev.yinhu.register.FieldRef;
import java.util.Optional;

/**
 * Where the platform keeps a contact.
 *
 * @param field that holds it, sealed or not
 * @param since field of the same collection that holds since when the contact is known; without it
 *     no one-time code is sent there
 */
public record ContactPlace(FieldRef field, Optional<FieldRef> since) {
  /**
   * @throws IllegalArgumentException when the two do not stand in one collection
   */
  public ContactPlace {
    boolean together =
        since
            .filter(other ->
                !other.dataset().equals(field.dataset())
                    || !other.collection().equals(field.collection()))
            .isEmpty();
    if (!together) {
      throw new IllegalArgumentException("a contact and its date stand in one collection");
    }
  }
}
