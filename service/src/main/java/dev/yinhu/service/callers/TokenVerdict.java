package dev.yinhu.service.callers;

import java.time.Instant;
import java.util.Optional;

/**
 * What a token source found.
 *
 * @param until when a good token stops being good
 */
record TokenVerdict(Authentication authentication, Optional<Instant> until) {

  static TokenVerdict refused(Authentication authentication) {
    return new TokenVerdict(authentication, Optional.empty());
  }
}
