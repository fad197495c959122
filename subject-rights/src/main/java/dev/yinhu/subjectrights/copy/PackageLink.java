package dev.yinhu.subjectrights.copy;

import java.time.Instant;

/**
 * A token that takes a package once.
 *
 * @param token 26 letters and digits
 * @param expires from when it is good no more
 */
public record PackageLink(String token, Instant expires) {
  /** Without the token. */
  @Override
  public String toString() {
    return "PackageLink[***]";
  }
}
