package dev.yinhu.service.notices;

import dev.yinhu.notices.smtp.SmtpSettings;
import dev.yinhu.notices.smtp.SmtpSettings.Login;
import dev.yinhu.notices.smtp.SmtpSettings.Security;
import dev.yinhu.piiscanner.yaml.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code smtp:} of a channels file. */
final class MailReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int CONNECTIONS = 4;
  private static final int MOST_CONNECTIONS = 256;
  private static final int SUBMISSIONS = 465;
  private static final int MOST_PORT = 65_535;

  private MailReader() {}

  static Optional<SmtpSettings> read(Entry entry) {
    YamlNode node = entry.node();
    Optional<String> host = node.required("host");
    int port = node.count("port", SUBMISSIONS, MOST_PORT);
    Security security = security(entry);
    Optional<Login> login = login(entry);
    Optional<String> from = node.required("from");
    String name = node.text("from_name").orElse("");
    Duration timeout = entry.time("timeout", TIMEOUT);
    boolean repeat = node.flag("repeat_when_unclear");
    int connections = node.count("connections", CONNECTIONS, MOST_CONNECTIONS);
    node.refuseOthers();
    if (host.isEmpty() || from.isEmpty()) {
      return Optional.empty();
    }
    return entry.tried(
        "from",
        () ->
            new SmtpSettings(
                host.get(), port, security, login, from.get(), name, timeout, repeat, connections));
  }

  private static Security security(Entry entry) {
    String word = entry.node().text("security").orElse("tls");
    for (Security each : Security.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return each;
      }
    }
    entry.fault("security", "'security' is tls, starttls or none");
    return Security.TLS;
  }

  private static Optional<Login> login(Entry entry) {
    Optional<String> user = entry.node().text("user");
    Optional<Path> file = user.flatMap(_ -> entry.secret("password_file"));
    if (user.isEmpty() && entry.node().text("password_file").isPresent()) {
      entry.fault("password_file", "'password_file' needs 'user' too");
    }
    return file.map(path -> new Login(user.orElseThrow(), path));
  }
}
