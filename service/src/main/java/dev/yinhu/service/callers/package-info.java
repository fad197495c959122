/**
 * Who may call: named callers with one role each, their tokens, and signing in.
 *
 * <p>{@link dev.yinhu.service.callers.Callers} adds and revokes; a token is shown once and stored
 * as its SHA-256. {@link dev.yinhu.service.callers.Authenticator} turns an {@code Authorization}
 * header into an {@link dev.yinhu.service.callers.Authentication}, from its cache without leaving
 * the thread, else by a bounded read of the store or, for tokens of an OpenID Connect issuer, by
 * {@link dev.yinhu.service.callers.IssuerTokens}. SQL stands in {@link
 * dev.yinhu.service.callers.CallerStore} only.
 */
@NullMarked
package dev.yinhu.service.callers;

import org.jspecify.annotations.NullMarked;
