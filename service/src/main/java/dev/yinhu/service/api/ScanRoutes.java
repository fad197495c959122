package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.redact.JsonText;
import dev.yinhu.piiscanner.redact.KeyedHash;
import dev.yinhu.piiscanner.redact.Redacted;
import dev.yinhu.piiscanner.redact.Redaction;
import dev.yinhu.piiscanner.redact.RedactionException;
import dev.yinhu.piiscanner.redact.Replacement;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finding and replacing personal data in a text that the caller brings. Nothing of the text is
 * kept.
 */
public final class ScanRoutes {
  private static final Set<Role> CALLERS = EnumSet.of(Role.SERVICE, Role.DPO);
  private static final JsonBody<ScanBody> SCAN = JsonBody.of(ScanBody.class);
  private static final JsonBody<RedactBody> REDACT = JsonBody.of(RedactBody.class);

  private final FieldAccess access;
  private final Supplier<PiiEngine> engine;
  private final Supplier<KeyedHash> hash;
  private final FreeText texts;

  private ScanRoutes(
      FieldAccess access, Supplier<PiiEngine> engine, Supplier<KeyedHash> hash, FreeText texts) {
    this.access = access;
    this.texts = texts;
    this.engine = engine;
    this.hash = hash;
  }

  /**
   * The routes.
   *
   * @param engine gives the engine; may block while it is being built
   * @param hash gives the keyed hash of the installation; may block
   * @param texts looks into reasons
   */
  public static List<Route> of(
      FieldAccess access, Supplier<PiiEngine> engine, Supplier<KeyedHash> hash, FreeText texts) {
    ScanRoutes routes = new ScanRoutes(access, engine, hash, texts);
    return List.of(
        Route.guarded(HttpMethod.POST, "/v1/scan/text", CALLERS, routes::scan),
        Route.guarded(HttpMethod.POST, "/v1/redact/text", CALLERS, routes::redact));
  }

  private Future<Answer> scan(Exchange exchange) {
    ScanBody body = exchange.json(SCAN);
    return exchange.blocking(() -> {
      List<Finding> found = engine.get().scan(body.text(), body.hints());
      return Answer.json(FindingView.of(found.stream().filter(body::wants), body.traced()));
    });
  }

  private Future<Answer> redact(Exchange exchange) {
    RedactBody body = exchange.json(REDACT);
    Requester requester = BatchAnswers.requester(exchange, body);
    checkShapes(body);
    return exchange.blocking(() -> {
      texts.check("reason", body.reason());
      Redaction redaction = new Redaction(engine.get(), body::wants, chosen(body, requester));
      try {
        return Answer.json(RedactedView.of(redacted(body, redaction)));
      } catch (RedactionException e) {
        throw new ProblemException(
            Problem.INVALID_REQUEST, "Nothing was redacted: " + e.getMessage() + ".");
      }
    });
  }

  private static Redacted redacted(RedactBody body, Redaction redaction) {
    return switch (body.written()) {
      case TEXT -> redaction.text(body.text(), body.hints());
      case JSON ->
          new JsonText(redaction)
              .redact(body.text())
              .orElseThrow(() ->
                  new ProblemException(
                      Problem.INVALID_REQUEST,
                      "/text: expected JSON, as the format says; give the format text for"
                          + " anything else."));
    };
  }

  private Replacement chosen(RedactBody body, Requester requester) {
    return switch (body.chosen()) {
      case MASK -> new TypeMasks();
      case TYPE -> Replacement.byType();
      case HASH -> hash.get();
      case ENCRYPT, FF1 ->
          new FieldSealing(
              access, requester, body.fieldsByType(), body.subject(), Replacement.byType());
    };
  }

  /** With ff1 every field keeps the shape of its values; with encrypt none has to. */
  private void checkShapes(RedactBody body) {
    if (body.chosen() != RedactBody.Method.FF1) {
      return;
    }
    body.fieldsByType()
        .forEach((type, field) -> {
          if (!FieldSealing.keepsShape(access, field)) {
            throw new ProblemException(
                Problem.INVALID_REQUEST,
                "/fields/%s: expected a field that the register protects by an FF1 suite, as ff1"
                        .formatted(type)
                    + " keeps the shape of values; use the method encrypt for others.");
          }
        });
  }
}
