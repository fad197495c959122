package dev.yinhu.service.api;

import dev.yinhu.crypto.FileCipher;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.FileAccess;
import dev.yinhu.fieldaccess.ItemCode;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import dev.yinhu.service.http.StreamHandler.Transfer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/** Encrypting and decrypting files, from request body to answer body in constant memory. */
public final class FileRoutes {
  private static final Set<Role> CALLERS = EnumSet.of(Role.SERVICE, Role.DPO);

  private final FieldAccess access;
  private final FreeText texts;

  private FileRoutes(FieldAccess access, FreeText texts) {
    this.access = access;
    this.texts = texts;
  }

  /** The routes; {@code texts} looks into reasons. */
  public static List<Route> of(FieldAccess access, FreeText texts) {
    FileRoutes routes = new FileRoutes(access, texts);
    return List.of(
        Route.streaming(
            HttpMethod.POST,
            "/v1/encrypt/file",
            CALLERS,
            routes::encrypt,
            LongUnaryOperator.identity()),
        Route.streaming(
            HttpMethod.POST,
            "/v1/decrypt/file",
            CALLERS,
            routes::decrypt,
            FileCipher::mostSealedBytes));
  }

  private Transfer encrypt(Exchange exchange) {
    var item = FileHeaders.item(exchange);
    var requester = requester(exchange);
    return (body, answer) -> {
      FileHeaders.check(requester.behalf(), texts);
      pass(access.encryptFile(requester, item, body), answer);
    };
  }

  private Transfer decrypt(Exchange exchange) {
    var item = FileHeaders.item(exchange);
    var purpose = FileHeaders.purpose(exchange);
    var requester = requester(exchange);
    return (body, answer) -> {
      FileHeaders.check(requester.behalf(), texts);
      pass(access.decryptFile(requester, purpose, item, body), answer);
    };
  }

  private static Requester requester(Exchange exchange) {
    return new Requester(
        exchange.caller().inRegister(), exchange.requestId(), FileHeaders.behalf(exchange));
  }

  private static void pass(FileAccess file, OutputStream answer) throws IOException {
    switch (file) {
      case FileAccess.Refused refused -> throw problem(refused);
      case FileAccess.Begun begun -> {
        if (!begun.transferTo(answer)) {
          throw new ProblemException(Problem.NOT_AUTHENTIC, "Cut at the first wrong segment.");
        }
      }
    }
  }

  private static ProblemException problem(FileAccess.Refused refused) {
    return new ProblemException(
        problem(refused.code()), refused.message(), List.of(), refused.retryAfter());
  }

  private static Problem problem(ItemCode code) {
    return switch (code) {
      case NOT_PERMITTED -> Problem.NOT_PERMITTED;
      // Files are never compared with a value; if they were, this is what it would mean.
      case NOT_AUTHENTIC, DIFFERENT -> Problem.NOT_AUTHENTIC;
      case SUBJECT_ERASED -> Problem.SUBJECT_ERASED;
      case KEY_DESTROYED -> Problem.KEY_DESTROYED;
      case KEY_RETIRED -> Problem.KEY_RETIRED;
      case UNSUPPORTED_FORMAT -> Problem.UNSUPPORTED_FORMAT;
      case SUSPENDED -> Problem.SUSPENDED;
      case CONSENT_WITHDRAWN -> Problem.CONSENT_WITHDRAWN;
      case CONSENT_MISSING -> Problem.CONSENT_MISSING;
      case RESTRICTED -> Problem.RESTRICTED;
      case LIMIT_EXCEEDED -> Problem.LIMIT_EXCEEDED;
      case BAD_REQUEST, TOKEN_UNKNOWN, TOKEN_EXPIRED -> Problem.INVALID_REQUEST;
    };
  }
}
