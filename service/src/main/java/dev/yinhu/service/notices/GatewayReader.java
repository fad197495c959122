package dev.yinhu.service.notices;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.callback.CallBackSettings;
import dev.yinhu.notices.gateway.AnswerRules;
import dev.yinhu.notices.gateway.GatewayCall;
import dev.yinhu.notices.gateway.GatewaySettings;
import dev.yinhu.notices.gateway.StatusQuery;
import dev.yinhu.notices.http.AllowedHosts;
import dev.yinhu.piiscanner.yaml.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code sms:} and {@code in_app:} of a channels file. */
final class GatewayReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT");

  private GatewayReader() {}

  /**
   * One gateway.
   *
   * @param callBacks takes how it calls back, if it does
   */
  static Optional<GatewaySettings> read(
      ChannelKind kind, Entry entry, Map<ChannelKind, CallBackSettings> callBacks) {
    YamlNode node = entry.node();
    AllowedHosts hosts = entry.hosts();
    if (node.value("send").isEmpty()) {
      entry.fault("send", "'send' is missing: it says how the gateway is asked to send");
    }
    Optional<GatewayCall> send = entry.entry("send").flatMap(GatewayReader::call);
    Map<String, Path> headers = secretHeaders(entry);
    AnswerRules rules = entry.entry("answer").map(GatewayReader::rules).orElse(SILENT);
    Optional<StatusQuery> query = entry.entry("query").flatMap(GatewayReader::query);
    boolean idempotent = node.flag("idempotent");
    Map<String, String> templates = entry.texts("templates");
    Duration timeout = entry.time("timeout", TIMEOUT);
    entry
        .entry("call_back")
        .flatMap(inner -> CallBackEntry.read(kind, inner))
        .ifPresent(how -> callBacks.put(kind, how));
    node.refuseOthers();
    return send.map(call ->
        new GatewaySettings(
            kind, hosts, call, headers, rules, query, idempotent, templates, timeout));
  }

  /** A gateway whose status says all and who says no more. */
  private static final AnswerRules SILENT =
      new AnswerRules(Optional.empty(), Set.of(), Set.of(), Optional.empty(), Optional.empty());

  private static Map<String, Path> secretHeaders(Entry entry) {
    Map<String, Path> files = new HashMap<>();
    entry
        .texts("secret_headers")
        .forEach((header, name) -> {
          Path file = entry.folder().resolve(name);
          if (entry.isSecret("secret_headers", file)) {
            files.put(header, file);
          }
        });
    return files;
  }

  private static Optional<GatewayCall> call(Entry entry) {
    Optional<GatewayCall> call = openCall(entry);
    entry.node().refuseOthers();
    return call;
  }

  /** The keys of a call; those of its surroundings may follow. */
  private static Optional<GatewayCall> openCall(Entry entry) {
    YamlNode node = entry.node();
    String method = node.text("method").orElse("POST");
    if (!METHODS.contains(method)) {
      entry.fault("method", "'method' is GET, POST or PUT");
    }
    Optional<String> url = node.required("url");
    Map<String, String> headers = entry.texts("headers");
    Optional<GatewayCall.Body> json =
        node.text("json")
            .flatMap(text -> entry.tried("json", () -> GatewayCall.Body.Json.of(text)));
    Optional<GatewayCall.Body> form =
        node.value("form").map(_ -> new GatewayCall.Body.Form(entry.texts("form")));
    if (json.isPresent() && form.isPresent()) {
      entry.fault("form", "a request has 'json' or 'form', not both");
    }
    GatewayCall.Body body = json.or(() -> form).orElseGet(GatewayCall.Body.None::new);
    return url.flatMap(
        text -> entry.tried("url", () -> new GatewayCall(method, text, headers, body)));
  }

  private static AnswerRules rules(Entry entry) {
    AnswerRules rules =
        new AnswerRules(
            entry.pointer("code"),
            entry.words("good"),
            entry.words("permanent"),
            entry.pointer("gateway_id"),
            entry.time("confirm_within"));
    if (rules.code().isPresent() && rules.good().isEmpty()) {
      entry.fault("good", "'good' lists the results at 'code' that mean that it was taken");
    }
    entry.node().refuseOthers();
    return rules;
  }

  private static Optional<StatusQuery> query(Entry entry) {
    Optional<GatewayCall> call = openCall(entry);
    if (entry.node().text("status").isEmpty()) {
      entry.fault("status", "'status' is missing: where in the JSON the answer stands");
    }
    Optional<StatusQuery> query =
        entry
            .pointer("status")
            .flatMap(status ->
                call.map(how ->
                    new StatusQuery(
                        how,
                        status,
                        entry.words("arrived"),
                        entry.words("returned"),
                        entry.words("underway"),
                        entry.words("not_there"))));
    entry.node().refuseOthers();
    return query;
  }
}
