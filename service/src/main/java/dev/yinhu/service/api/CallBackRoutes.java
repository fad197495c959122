package dev.yinhu.service.api;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Heard;
import dev.yinhu.notices.Notices;
import dev.yinhu.notices.callback.CallBack;
import dev.yinhu.notices.callback.CallBackReader;
import dev.yinhu.notices.callback.CallBackSettings;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where gateways and recipients say what became of notices (docs/notices.md). The signature signs
 * them in; a channel without {@code call_back} is not here.
 */
public final class CallBackRoutes {
  private static final String PATH = "/v1/notices/call-backs/{channel}";

  private final Map<ChannelKind, CallBackReader> readers = new EnumMap<>(ChannelKind.class);
  private final Notices notices;

  private CallBackRoutes(Notices notices) {
    this.notices = notices;
  }

  private record Taken(int taken) {}

  /** The routes; reads the files of their secrets. */
  public static List<Route> of(
      Map<ChannelKind, CallBackSettings> settings, Notices notices, InstantSource clock) {
    CallBackRoutes routes = new CallBackRoutes(notices);
    settings.forEach((kind, how) -> routes.readers.put(kind, CallBackReader.open(how, clock)));
    return List.of(Route.open(HttpMethod.POST, PATH, routes::hear));
  }

  private CallBackReader reader(String channel) {
    return readers.entrySet().stream()
        .filter(each -> each.getKey().wireName().equals(channel))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(
            () -> new ProblemException(Problem.NOT_FOUND, "Nobody calls back for this channel."));
  }

  private Future<Answer> hear(Exchange exchange) {
    CallBackReader reader = reader(exchange.pathParameter("channel"));
    CallBack said = reader.read(exchange::header, exchange.body().getBytes());
    return switch (said) {
      case CallBack.Said words -> exchange.blocking(() -> heard(words));
      case CallBack.NotSigned() ->
          throw new ProblemException(
              Problem.NOT_SIGNED, "The signature is missing, or is not that of this body.");
      case CallBack.OutsideWindow() ->
          throw new ProblemException(
              Problem.NOT_SIGNED, "The time that was signed is too far from ours.");
      case CallBack.NotUnderstood() ->
          throw new ProblemException(
              Problem.INVALID_REQUEST, "The body is not what was agreed for this channel.");
    };
  }

  /** Whoever names a notice that is not known yet is to come again: it may be known then. */
  private Answer heard(CallBack.Said said) {
    boolean all =
        said.words().stream().map(notices::hear).toList().stream()
            .noneMatch(heard -> heard == Heard.UNKNOWN);
    if (!all) {
      throw new ProblemException(
          Problem.NOT_FOUND, "A notice is not known, or not yet: call again later.");
    }
    return Answer.json(new Taken(said.words().size()));
  }
}
