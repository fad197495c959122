package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Actor;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.service.http.InvalidMember;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request body that may say in whose name the caller asks, and why. */
interface OnBehalf {
  /** The code of a member of staff. */
  @Nullable String actor();

  /** Why they look. */
  @Nullable String reason();

  /** Both as they go into the access log. */
  default Behalf behalf() {
    return behalf(actor(), reason());
  }

  /**
   * Checks and takes what a body says.
   *
   * @throws InvalidMember when it must not go into the access log; it says where the fault is
   */
  static Behalf behalf(@Nullable String actor, @Nullable String reason) {
    if (actor == null && reason == null) {
      return Behalf.NOBODY;
    }
    return new Behalf(Optional.ofNullable(actor).map(OnBehalf::actor), reason(reason));
  }

  private static Actor actor(String code) {
    try {
      return new Actor(code);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("actor", Actor.EXPECTED);
    }
  }

  private static Optional<Reason> reason(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<Reason.Fault> fault = Reason.fault(text);
    if (fault.isPresent()) {
      throw new InvalidMember(
          "reason",
          "a text without personal data, as the access log never forgets it; found: "
              + fault.get());
    }
    return Optional.of(new Reason(text));
  }
}
