package dev.yinhu.service.config;

import dev.yinhu.accessaudit.signal.SignalSettings;
import dev.yinhu.crypto.KeyPolicy;
import dev.yinhu.register.reading.NearestName;
import dev.yinhu.service.config.YinhuConfig.Audit;
import dev.yinhu.service.config.YinhuConfig.Caches;
import dev.yinhu.service.config.YinhuConfig.Checkpoints;
import dev.yinhu.service.config.YinhuConfig.ClientAuth;
import dev.yinhu.service.config.YinhuConfig.Database;
import dev.yinhu.service.config.YinhuConfig.Http;
import dev.yinhu.service.config.YinhuConfig.Incidents;
import dev.yinhu.service.config.YinhuConfig.Limits;
import dev.yinhu.service.config.YinhuConfig.Logging;
import dev.yinhu.service.config.YinhuConfig.Notices;
import dev.yinhu.service.config.YinhuConfig.Oidc;
import dev.yinhu.service.config.YinhuConfig.Pkcs11;
import dev.yinhu.service.config.YinhuConfig.Rights;
import dev.yinhu.service.config.YinhuConfig.RootKey;
import dev.yinhu.service.config.YinhuConfig.Scan;
import dev.yinhu.service.config.YinhuConfig.Tls;
import dev.yinhu.service.config.YinhuConfig.Vault;
import dev.yinhu.service.config.YinhuConfig.Vouching;
import dev.yinhu.service.config.YinhuConfig.Warnings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads the configuration from all its sources; later ones win: defaults, {@code yinhu.yaml},
 * environment, command line. Relative paths in the file start from the file's directory, all others
 * from the working directory. Stateless.
 */
public final class ConfigReader {

  static final String ENVIRONMENT_PREFIX = "YINHU_";

  /** Read by the launcher, not here. */
  private static final String LAUNCHERS_OWN = "YINHU_AOT";

  /** Pool size up to which the database module takes the server it runs itself. */
  private static final int MOST_OF_EMBEDDED = 80;

  private final Path workingDirectory;

  /**
   * @param workingDirectory what relative paths outside the file start from
   */
  public ConfigReader(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  /**
   * Reads once.
   *
   * @param file the YAML file's name and text, or nothing when there is none
   * @param environment all variables of the process; only {@code YINHU_…} are looked at
   * @param overrides command line values by key path, such as {@code http.port}
   * @return the configuration, or every problem of all sources together
   */
  public ConfigReading read(
      Optional<ConfigFile> file, Map<String, String> environment, Map<String, String> overrides) {
    return read(file, environment, overrides, false);
  }

  /**
   * The same for who will serve: the files of sinks, retention, witnesses and databases to scan are
   * looked into too.
   */
  public ConfigReading readToServe(
      Optional<ConfigFile> file, Map<String, String> environment, Map<String, String> overrides) {
    return read(file, environment, overrides, true);
  }

  private ConfigReading read(
      Optional<ConfigFile> file,
      Map<String, String> environment,
      Map<String, String> overrides,
      boolean serving) {
    var problems = new ArrayList<ConfigProblem>();
    var warnings = new ArrayList<String>();
    var winners = new HashMap<String, Setting>();
    for (Key<?> key : Keys.ALL) {
      key.fallback()
          .ifPresent(text ->
              winners.put(key.path(), new Setting(text, Setting.DEFAULT, workingDirectory)));
    }
    file.ifPresent(yaml -> readFile(yaml, winners, problems));
    readEnvironment(environment, winners, warnings);
    readOverrides(overrides, winners);
    var settings = new Settings(winners, problems);
    var signals = SignalsFile.read(settings, problems);
    checkTogether(settings, problems);
    if (serving) {
      PolicyFiles.check(settings, problems);
    }
    return problems.isEmpty()
        ? new ConfigReading.Usable(
            config(settings, signals), settings.lines(), settings.changedLines(), warnings)
        : new ConfigReading.Faulty(problems);
  }

  private void readFile(
      ConfigFile file, Map<String, Setting> winners, List<ConfigProblem> problems) {
    var parent = workingDirectory.resolve(file.path()).toAbsolutePath().getParent();
    var base = parent == null ? workingDirectory : parent;
    var found = new YamlSettings(file.name(), base, problems).read(file.text());
    var known = Keys.ALL.stream().map(Key::path).collect(Collectors.toSet());
    found.forEach((path, setting) -> {
      if (known.contains(path)) {
        winners.put(path, setting);
      } else {
        problems.add(new ConfigProblem(setting.source(), unknown(path, known)));
      }
    });
  }

  private static String unknown(String path, Set<String> known) {
    return path
        + ": there is no such key"
        + NearestName.to(path, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  private void readEnvironment(
      Map<String, String> environment, Map<String, Setting> winners, List<String> warnings) {
    var unknown = new HashSet<String>(environment.keySet());
    unknown.removeIf(name -> !name.startsWith(ENVIRONMENT_PREFIX) || name.equals(LAUNCHERS_OWN));
    for (Key<?> key : Keys.ALL) {
      var text = environment.get(key.environmentName());
      unknown.remove(key.environmentName());
      if (text != null) {
        winners.put(key.path(), new Setting(text, key.environmentName(), workingDirectory));
      }
    }
    // Not an error: container platforms set variables named after a service called "yinhu".
    var known = Keys.ALL.stream().map(Key::environmentName).toList();
    for (String name : new TreeMap<>(environment).keySet()) {
      if (unknown.contains(name)) {
        warnings.add(
            name
                + ": has no effect"
                + NearestName.to(name, known)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse(""));
      }
    }
  }

  private void readOverrides(Map<String, String> overrides, Map<String, Setting> winners) {
    overrides.forEach((path, text) -> {
      var option = "--" + path.substring(path.lastIndexOf('.') + 1);
      winners.put(path, new Setting(text, option, workingDirectory));
    });
  }

  private static void checkTogether(Settings settings, List<ConfigProblem> problems) {
    needs(settings, problems, Keys.TLS_CERTIFICATE, Keys.TLS_KEY);
    needs(settings, problems, Keys.TLS_KEY, Keys.TLS_CERTIFICATE);
    needs(settings, problems, Keys.TLS_CLIENT_CA, Keys.TLS_CERTIFICATE);
    if (settings.find(Keys.TLS_CLIENT_AUTH).filter(mode -> mode != ClientAuth.NONE).isPresent()) {
      needs(settings, problems, Keys.TLS_CLIENT_AUTH, Keys.TLS_CLIENT_CA);
    }
    needs(settings, problems, Keys.DATABASE_USER, Keys.DATABASE_URL);
    needs(settings, problems, Keys.DATABASE_PASSWORD_FILE, Keys.DATABASE_URL);
    needs(settings, problems, Keys.DATABASE_URL, Keys.DATABASE_USER);
    checkEmbeddedPool(settings, problems);
    checkVouching(settings, problems);
    allOrNone(
        settings,
        problems,
        List.of(
            Keys.ROOT_KEY_PKCS11_MODULE,
            Keys.ROOT_KEY_PKCS11_TOKEN,
            Keys.ROOT_KEY_PKCS11_PIN_FILE));
    for (Key<?> one : List.of(Keys.OIDC_ISSUER, Keys.OIDC_JWKS_URI, Keys.OIDC_AUDIENCE)) {
      for (Key<?> other : List.of(Keys.OIDC_ISSUER, Keys.OIDC_JWKS_URI, Keys.OIDC_AUDIENCE)) {
        needs(settings, problems, one, other);
      }
    }
  }

  private static void checkVouching(Settings settings, List<ConfigProblem> problems) {
    var issuer = Keys.RIGHTS_VOUCHING_ISSUER;
    needs(settings, problems, issuer, Keys.RIGHTS_VOUCHING_AUDIENCE);
    needs(settings, problems, Keys.RIGHTS_VOUCHING_AUDIENCE, issuer);
    needs(settings, problems, Keys.RIGHTS_VOUCHING_JWKS_URL, issuer);
    needs(settings, problems, Keys.RIGHTS_VOUCHING_JWKS_FILE, issuer);
    needs(settings, problems, Keys.RIGHTS_VOUCHING_STEP_UP_ACR, issuer);
    needs(settings, problems, Keys.RIGHTS_VOUCHING_STEP_UP_AMR, issuer);
    if (!settings.isSet(Keys.RIGHTS_VOUCHING_JWKS_FILE)) {
      needs(settings, problems, issuer, Keys.RIGHTS_VOUCHING_JWKS_URL);
    }
  }

  private static void checkEmbeddedPool(Settings settings, List<ConfigProblem> problems) {
    if (!settings.isSet(Keys.DATABASE_URL)
        && settings
            .find(Keys.DATABASE_POOL_SIZE)
            .filter(size -> size > MOST_OF_EMBEDDED)
            .isPresent()) {
      problems.add(
          new ConfigProblem(
              settings.source(Keys.DATABASE_POOL_SIZE),
              Keys.DATABASE_POOL_SIZE.path()
                  + ": at most "
                  + MOST_OF_EMBEDDED
                  + " with the embedded server; set "
                  + Keys.DATABASE_URL.path()
                  + " for more"));
    }
  }

  private static void allOrNone(
      Settings settings, List<ConfigProblem> problems, List<Key<?>> keys) {
    for (Key<?> one : keys) {
      keys.forEach(other -> needs(settings, problems, one, other));
    }
  }

  private static void needs(
      Settings settings, List<ConfigProblem> problems, Key<?> set, Key<?> needed) {
    if (settings.isSet(set) && !settings.isSet(needed)) {
      problems.add(
          new ConfigProblem(
              settings.source(set), set.path() + ": needs " + needed.path() + " too"));
    }
  }

  private static YinhuConfig config(Settings s, SignalSettings signals) {
    return new YinhuConfig(
        s.get(Keys.DATA),
        http(s),
        tls(s),
        new Database(
            s.find(Keys.DATABASE_URL),
            s.find(Keys.DATABASE_USER),
            s.find(Keys.DATABASE_PASSWORD_FILE),
            s.get(Keys.DATABASE_POOL_SIZE)),
        rootKey(s),
        keys(s),
        new Vault(s.find(Keys.KEYS_DIRECTORY), s.get(Keys.KEYS_EPOCH_EVERY)),
        oidc(s),
        new Limits(
            s.get(Keys.LIMITS_BODY_BYTES),
            s.get(Keys.LIMITS_ITEMS),
            s.get(Keys.LIMITS_BLOCKING_PERMITS),
            s.get(Keys.LIMITS_FILE_BYTES),
            s.get(Keys.LIMITS_FILES)),
        new Caches(
            s.get(Keys.CACHES_TOKENS),
            s.get(Keys.CACHES_TOKEN_TIME),
            s.get(Keys.CACHES_SUBJECT_KEYS),
            s.get(Keys.CACHES_SUBJECT_KEY_TIME)),
        new Audit(
            s.get(Keys.AUDIT_ORIGIN),
            s.get(Keys.AUDIT_MAX_WAITING),
            s.find(Keys.AUDIT_SINKS_FILE),
            s.find(Keys.AUDIT_RETENTION_FILE),
            new Checkpoints(
                s.get(Keys.AUDIT_CHECKPOINT_INTERVAL),
                s.get(Keys.AUDIT_ML_DSA),
                s.find(Keys.AUDIT_WITNESS_POLICY),
                s.get(Keys.AUDIT_WITNESS_TIMEOUT)),
            signals),
        new Scan(s.find(Keys.SCAN_ROOT), s.find(Keys.SCAN_TARGETS_FILE), s.get(Keys.SCAN_LEASE)),
        new Rights(
            s.find(Keys.RIGHTS_STORES_FILE),
            s.get(Keys.RIGHTS_PURPOSE),
            s.get(Keys.RIGHTS_COOLING_OFF),
            s.get(Keys.RIGHTS_PACKAGE_TIME),
            s.get(Keys.RIGHTS_PROOF_TIME),
            s.get(Keys.RIGHTS_SWEEP_PAUSE),
            s.get(Keys.RIGHTS_AT_ONCE),
            s.get(Keys.RIGHTS_STAFF_DAYS),
            s.find(Keys.RIGHTS_DEADLINES_FILE),
            s.get(Keys.RIGHTS_CONTACT_AGE),
            s.get(Keys.RIGHTS_KEEP),
            s.get(Keys.RIGHTS_CERTIFICATE_SM2),
            vouching(s)),
        new Notices(s.find(Keys.NOTICES_CHANNELS_FILE), s.get(Keys.NOTICES_KEEP)),
        new Incidents(
            s.find(Keys.INCIDENTS_DIRECTORY),
            s.find(Keys.INCIDENTS_FONT),
            offerLimits(s.find(Keys.INCIDENTS_OFFER_LIMITS).orElse(""))),
        new Warnings(
            s.get(Keys.WARNINGS_PLAINTEXT),
            s.get(Keys.WARNINGS_UNDECLARED),
            s.get(Keys.WARNINGS_CASES_OF_CALLER),
            s.get(Keys.WARNINGS_CASES_OF_PERSON),
            s.get(Keys.WARNINGS_FAILED_PROOFS_OF_SOURCE),
            s.get(Keys.WARNINGS_FAILED_PROOFS_OF_PERSON)),
        new Logging(
            s.get(Keys.LOGGING_FORMAT), s.get(Keys.LOGGING_LEVEL), s.get(Keys.LOGGING_ACCESS)),
        s.get(Keys.METRICS_ENABLED));
  }

  /** Of a currency that stands twice the smaller amount holds. */
  private static Map<String, Long> offerLimits(String text) {
    return text.isEmpty()
        ? Map.of()
        : Arrays.stream(text.split(" ", -1))
            .map(each -> each.split("=", -1))
            .collect(Collectors.toMap(each -> each[0], each -> Long.parseLong(each[1]), Math::min));
  }

  private static KeyPolicy keys(Settings s) {
    return new KeyPolicy(
        s.get(Keys.KEYS_ROTATE_AFTER),
        s.get(Keys.KEYS_ROTATE_AFTER_SEALS),
        s.get(Keys.KEYS_APPROVAL_TIME),
        s.get(Keys.KEYS_DESTRUCTION_WAIT));
  }

  private static Http http(Settings s) {
    int loops = s.get(Keys.HTTP_EVENT_LOOPS);
    return new Http(
        s.get(Keys.HTTP_HOST),
        s.get(Keys.HTTP_PORT),
        loops == 0 ? Math.max(2, Runtime.getRuntime().availableProcessors()) : loops,
        s.get(Keys.HTTP_MAX_CONNECTIONS),
        s.get(Keys.HTTP_READ_TIMEOUT),
        s.get(Keys.HTTP_IDLE_TIMEOUT),
        s.get(Keys.HTTP_DRAIN_NOTICE),
        s.get(Keys.HTTP_DRAIN_TIMEOUT));
  }

  private static RootKey rootKey(Settings s) {
    return new RootKey(
        s.find(Keys.ROOT_KEY_FILE),
        s.find(Keys.ROOT_KEY_PASSPHRASE_FILE),
        s.find(Keys.ROOT_KEY_PKCS11_MODULE)
            .map(module ->
                new Pkcs11(
                    module,
                    s.get(Keys.ROOT_KEY_PKCS11_TOKEN),
                    s.get(Keys.ROOT_KEY_PKCS11_PIN_FILE),
                    s.get(Keys.ROOT_KEY_PKCS11_KEY))),
        s.get(Keys.ROOT_KEY_CACHE_TIME));
  }

  private static Optional<Tls> tls(Settings s) {
    return s.find(Keys.TLS_CERTIFICATE)
        .map(certificate ->
            new Tls(
                certificate,
                s.get(Keys.TLS_KEY),
                s.find(Keys.TLS_CLIENT_CA),
                s.get(Keys.TLS_CLIENT_AUTH)));
  }

  private static Optional<Vouching> vouching(Settings s) {
    return s.find(Keys.RIGHTS_VOUCHING_ISSUER)
        .map(issuer ->
            new Vouching(
                issuer,
                s.get(Keys.RIGHTS_VOUCHING_AUDIENCE),
                s.find(Keys.RIGHTS_VOUCHING_JWKS_URL),
                s.find(Keys.RIGHTS_VOUCHING_JWKS_FILE),
                words(s.find(Keys.RIGHTS_VOUCHING_STEP_UP_ACR)),
                words(s.find(Keys.RIGHTS_VOUCHING_STEP_UP_AMR)),
                s.get(Keys.RIGHTS_VOUCHING_STEP_UP_WITHIN)));
  }

  private static Set<String> words(Optional<String> text) {
    return text.map(all -> Set.of(all.split(" ", -1))).orElse(Set.of());
  }

  private static Optional<Oidc> oidc(Settings s) {
    return s.find(Keys.OIDC_ISSUER)
        .map(issuer ->
            new Oidc(
                issuer,
                s.get(Keys.OIDC_JWKS_URI),
                s.get(Keys.OIDC_AUDIENCE),
                s.get(Keys.OIDC_CALLER_CLAIM),
                s.get(Keys.OIDC_ROLE_CLAIM)));
  }
}
