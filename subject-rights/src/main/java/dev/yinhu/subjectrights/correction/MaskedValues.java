package dev.yinhu.subjectrights.correction;

import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.Disclosure;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.fieldaccess.SealItem;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.SubjectId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Values as the mask of their field leaves them, by field-access, which records who had them
 * masked. For one thread.
 */
final class MaskedValues {
  private static final String HIDDEN = "****";
  private static final String CIPHERTEXT = "yh1.";

  private final FieldAccess access;
  private final Requester requester;
  private final Purpose duty;

  MaskedValues(FieldAccess access, Requester requester, Purpose duty) {
    this.access = access;
    this.requester = requester;
    this.duty = duty;
  }

  /** What is to stand in the field, and what stands there now. */
  MaskedChange of(FieldPlace place, SubjectId person, NewValue wanted) {
    Set<String> stored = new HashSet<>();
    var _ =
        place
            .store()
            .read(
                place.node(),
                person,
                row ->
                    row.values()
                        .getOrDefault(place.field().ref(), Optional.empty())
                        .filter(text -> !text.isEmpty() && stored.size() < 2)
                        .ifPresent(stored::add));
    return new MaskedChange(
        wanted.field(),
        stored.size() == 1
            ? stored(place.field(), person, stored.iterator().next())
            : stored.stream().findFirst().map(_ -> HIDDEN),
        mask(place.field(), wanted.value()).orElse(HIDDEN));
  }

  private Optional<String> stored(DeclaredField field, SubjectId person, String text) {
    if (!text.startsWith(CIPHERTEXT)) {
      return field.protection().isPresent() ? Optional.of(HIDDEN) : mask(field, text);
    }
    Optional<String> subject = field.subject().map(_ -> person.value());
    OpenItem item = new OpenItem(field.ref().text(), subject.orElse(null), null, text);
    return done(access.decrypt(requester, duty, Disclosure.MASKED, List.of(item)))
        .or(() -> Optional.of(HIDDEN));
  }

  private Optional<String> mask(DeclaredField field, String value) {
    return done(
        access.mask(requester, List.of(new SealItem(field.ref().text(), null, null, value))));
  }

  private static Optional<String> done(Access request) {
    if (request.needsStore()) {
      request.load();
    }
    return request.finish().join().items().getFirst() instanceof ItemResult.Done done
            && done.masked()
        ? Optional.of(done.value())
        : Optional.empty();
  }
}
