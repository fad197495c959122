package dev.yinhu.service.http;

import java.util.Locale;

/**
 * Every kind of problem an answer can carry. The type URI of each is stable for ever;
 * docs/problems.md explains them and a test keeps the page and this list equal.
 */
public enum Problem {
  /** The body is not JSON. */
  MALFORMED_JSON(400, "The body is not well-formed JSON"),
  /** The JSON has not the members or types that were expected. */
  INVALID_REQUEST(400, "The request is not what was expected here"),
  /** The query of a search has errors. */
  INVALID_QUERY(400, "The query cannot be read"),
  /** The HTTP message itself is broken. */
  MALFORMED_HTTP(400, "The request is not well-formed HTTP"),
  /** The register in the body has errors. */
  INVALID_REGISTER(400, "The register has errors"),
  /** No bearer token. */
  MISSING_TOKEN(401, "A bearer token is needed"),
  /** A token that is unknown, withdrawn or wrongly signed. */
  INVALID_TOKEN(401, "The token is not accepted"),
  /** A token that was good once. */
  EXPIRED_TOKEN(401, "The token has expired"),
  /** A call-back without the signature that was agreed. */
  NOT_SIGNED(401, "The request is not signed as agreed"),
  /** The caller's role is not one of the route's. */
  WRONG_ROLE(403, "The caller's role may not do this"),
  /** The register does not give this to the caller. */
  NOT_PERMITTED(403, "The register does not permit this"),
  /** Held back while an incident is being contained. */
  SUSPENDED(403, "This is suspended for now"),
  /** The person took the consent to the purpose back. */
  CONSENT_WITHDRAWN(403, "The person has withdrawn their consent"),
  /** No consent to the purpose is recorded, and the register wants one. */
  CONSENT_MISSING(403, "No consent of the person is recorded"),
  /** The person had the processing restricted. */
  RESTRICTED(403, "The person had this restricted"),
  /** The change needs a second person. */
  SECOND_PERSON_NEEDED(403, "Another person has to do this"),
  /** Nothing is at this address. */
  NOT_FOUND(404, "There is nothing here"),
  /** Something is here, but not for this method. */
  METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
  /** The rules of the keys' life cycle are against it. */
  KEY_CHANGE_REFUSED(409, "The rules for keys do not allow this"),
  /** There is no such hold, or it would hold nothing. */
  HOLD_REFUSED(409, "The hold cannot be placed or released"),
  /** Neither path nor database may be scanned here. */
  SCAN_REFUSED(409, "This cannot be scanned here"),
  /** The request of a person is not where this can happen to it. */
  REQUEST_STATE(409, "This cannot happen to the request now"),
  /** The incident, warning or what belongs to it is not where this can happen to it. */
  INCIDENT_STATE(409, "This cannot happen to the incident now"),
  /** The warning is closed, or never was open. */
  WARNING_SETTLED(409, "The warning is settled already"),
  /** There is no such subject, any more or ever. */
  SUBJECT_ERASED(410, "There is no such subject"),
  /** The key is gone for ever. */
  KEY_DESTROYED(410, "The key was destroyed"),
  /** The key is kept, but opens nothing for now. */
  KEY_RETIRED(410, "The key is retired"),
  /** That part of the log is removed. */
  PRUNED(410, "This part of the log was removed"),
  /** The body is longer than allowed. */
  BODY_TOO_LARGE(413, "The body is too large"),
  /** The batch has more items than allowed. */
  TOO_MANY_ITEMS(413, "The batch has too many items"),
  /** The request line is longer than allowed. */
  URI_TOO_LONG(414, "The address is too long"),
  /** The body is of a media type that is not taken here. */
  UNSUPPORTED_MEDIA_TYPE(415, "This media type is not taken here"),
  /** Field, subject, context and file do not belong together, or it was changed. */
  NOT_AUTHENTIC(422, "The file is not authentic"),
  /** A format version or suite that this release does not know. */
  UNSUPPORTED_FORMAT(422, "The format of the file is not known"),
  /** Requests of this type are not carried out here. */
  REQUEST_NOT_OFFERED(422, "Such requests are not carried out here"),
  /** A burst or daily limit is used up. */
  LIMIT_EXCEEDED(429, "A limit is used up"),
  /** The headers are longer than allowed. */
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  /** A fault of the service; the log knows more under the request id. */
  INTERNAL(500, "Something went wrong"),
  /** Too much is going on. */
  BUSY(503, "The service is busy"),
  /** Whether the token is good cannot be told now. */
  SIGN_IN_UNAVAILABLE(503, "Signing in is not possible now"),
  /** The database does not answer. */
  DATABASE_UNAVAILABLE(503, "The database is not reachable now"),
  /** Nothing is declared yet, so nothing is permitted. */
  NO_REGISTER(503, "No register is in force yet"),
  /** What opens the root key has been away for too long, so no key is at hand. */
  KEYS_UNAVAILABLE(503, "The keys are not available now"),
  /** The search index has not come as far as was asked. */
  INDEX_BEHIND(503, "The search index is behind"),
  /** The log must not say, or cannot say yet, how large it is and which root it has. */
  CHECKPOINT_WITHHELD(503, "The log states no checkpoint now"),
  /** The audit log cannot be written, so nothing is released. */
  AUDIT_UNAVAILABLE(503, "The audit log cannot be written now");

  private static final String BASE = "https://yinhu.dev/problems/";

  private final int status;
  private final String title;

  Problem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What it is, in a few words, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** The last part of the type URI, for example {@code body-too-large}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The type URI. */
  public String type() {
    return BASE + code();
  }
}
