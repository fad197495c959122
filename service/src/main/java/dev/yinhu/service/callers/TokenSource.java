package dev.yinhu.service.callers;

/** Somebody who can tell whose a token is. */
interface TokenSource {

  /** Reads one token; may block; throws when it cannot be told now. */
  TokenVerdict read(String token);
}
