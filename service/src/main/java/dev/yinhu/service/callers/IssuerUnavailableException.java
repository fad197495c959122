package dev.yinhu.service.callers;

import org.jspecify.annotations.Nullable;

/** The issuer's keys cannot be had and none are kept. */
public final class IssuerUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IssuerUnavailableException(@Nullable Throwable cause) {
    super(
        "the issuer's keys cannot be fetched; check the address that is configured and the network",
        cause);
  }
}
