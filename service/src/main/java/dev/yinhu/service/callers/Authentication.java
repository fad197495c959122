package dev.yinhu.service.callers;

/** What became of a request's credentials. */
public sealed interface Authentication {

  /** The caller is known and the token good. */
  record Authenticated(Caller caller) implements Authentication {}

  /** There was no bearer token. */
  record MissingToken() implements Authentication {}

  /** The token is nobody's, or is not well made, or is signed by the wrong key. */
  record UnknownToken() implements Authentication {}

  /** The token was good once. */
  record ExpiredToken() implements Authentication {}

  /** The token was withdrawn. */
  record RevokedToken() implements Authentication {}

  /** Cannot be told now: the database or the issuer does not answer, or too many ask at once. */
  record Unavailable() implements Authentication {}
}
