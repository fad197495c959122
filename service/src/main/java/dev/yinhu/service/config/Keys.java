package dev.yinhu.service.config;

import dev.yinhu.service.config.YinhuConfig.ClientAuth;
import dev.yinhu.service.config.YinhuConfig.Format;
import dev.yinhu.service.config.YinhuConfig.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every setting there is. Adding one here and to {@link YinhuConfig} is all it takes. */
final class Keys {

  static final Key<Path> DATA = key("data", Kind.path(), "yinhu-data", "The data directory.");

  static final Key<String> HTTP_HOST =
      key(
          "http.host",
          Kind.text("a host name or an address", "[A-Za-z0-9.:_-]{1,253}"),
          "127.0.0.1",
          "Address to listen on; 0.0.0.0 for all, then with TLS.");
  static final Key<Integer> HTTP_PORT =
      key("http.port", Kind.number(0, 65_535), "8420", "Port to listen on; 0 takes a free one.");
  static final Key<Integer> HTTP_EVENT_LOOPS =
      key(
          "http.event_loops",
          Kind.number(0, 256),
          "0",
          "Threads that read and write sockets; 0 means one per processor, at least two.");
  static final Key<Integer> HTTP_MAX_CONNECTIONS =
      key(
          "http.max_connections",
          Kind.number(1, 1_000_000),
          "10000",
          "Open connections; more are closed at once.");
  static final Key<Duration> HTTP_READ_TIMEOUT =
      key(
          "http.read_timeout",
          Kind.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "15s",
          "Longest time a client may take to deliver one request.");
  static final Key<Duration> HTTP_IDLE_TIMEOUT =
      key(
          "http.idle_timeout",
          Kind.duration(Duration.ofMillis(100), Duration.ofHours(24)),
          "75s",
          "Longest time a kept-alive connection may wait for its next request.");
  static final Key<Duration> HTTP_DRAIN_NOTICE =
      key(
          "http.drain_notice",
          Kind.duration(Duration.ZERO, Duration.ofHours(1)),
          "0s",
          "How long /readyz says no before the port closes on stop.");
  static final Key<Duration> HTTP_DRAIN_TIMEOUT =
      key(
          "http.drain_timeout",
          Kind.duration(Duration.ZERO, Duration.ofHours(1)),
          "10s",
          "Longest time running requests get to finish on stop.");

  static final Key<Path> TLS_CERTIFICATE =
      key("tls.certificate", Kind.readableFile(), "PEM file of the server's certificate chain.");
  static final Key<Path> TLS_KEY =
      key("tls.key", Kind.readableFile(), "PEM file of its private key (PKCS#8).");
  static final Key<Path> TLS_CLIENT_CA =
      key(
          "tls.client_ca",
          Kind.readableFile(),
          "PEM file of the authorities of client certificates.");
  static final Key<ClientAuth> TLS_CLIENT_AUTH =
      key(
          "tls.client_auth",
          Kind.oneOf(ClientAuth.class),
          "none",
          "Whether clients must present a certificate: none, request or require.");

  static final Key<String> DATABASE_URL =
      key(
          "database.url",
          Kind.text(
              "a URL like jdbc:postgresql://host:5432/name without user and password",
              "(?!.*(?i:password|user)=)jdbc:postgresql://[^/?@]+/[^/?@]+(\\?.*)?"),
          "PostgreSQL to use; without it the service runs its own in the data directory.");
  static final Key<String> DATABASE_USER =
      key("database.user", Kind.text("a role name", "\\S{1,63}"), "Role to connect as.");
  static final Key<Path> DATABASE_PASSWORD_FILE =
      key("database.password_file", Kind.readableFile(), "File that holds the role's password.");
  static final Key<Integer> DATABASE_POOL_SIZE =
      key(
          "database.pool_size",
          Kind.number(2, 500),
          "16",
          "Connections of this node; at most 80 without database.url.");

  static final Key<Path> ROOT_KEY_FILE =
      key(
          "root_key.file",
          Kind.path(),
          "Root key file; without it root.key in the data directory.");
  static final Key<Path> ROOT_KEY_PASSPHRASE_FILE =
      key(
          "root_key.passphrase_file",
          Kind.readableFile(),
          "File that holds the passphrase of a root key sealed with one.");
  static final Key<Duration> ROOT_KEY_CACHE_TIME =
      key(
          "root_key.cache_time",
          Kind.duration(Duration.ofSeconds(1), Duration.ofHours(24)),
          "1h",
          "How long keys stay in memory after the last contact with the token that opened the root"
              + " key.");
  static final Key<Path> ROOT_KEY_PKCS11_MODULE =
      key(
          "root_key.pkcs11.module",
          Kind.readableFile(),
          "Driver (shared library) of the PKCS#11 token that seals the root key.");
  static final Key<String> ROOT_KEY_PKCS11_TOKEN =
      key("root_key.pkcs11.token", label(), "Label of the token.");
  static final Key<Path> ROOT_KEY_PKCS11_PIN_FILE =
      key("root_key.pkcs11.pin_file", Kind.readableFile(), "File that holds the user's PIN.");
  static final Key<String> ROOT_KEY_PKCS11_KEY =
      key("root_key.pkcs11.key", label(), "yinhu-root-key", "Label of the AES key in the token.");

  static final Key<Duration> KEYS_ROTATE_AFTER =
      key(
          "keys.rotate_after",
          Kind.period(Duration.ofHours(1), Duration.ofDays(3_650)),
          "90d",
          "How long a version of the keyrings field and subject seals before it is rotated; 0s for"
              + " ever.");
  static final Key<Integer> KEYS_ROTATE_AFTER_SEALS =
      key(
          "keys.rotate_after_seals",
          Kind.number(1_000, Integer.MAX_VALUE),
          Integer.toString(Integer.MAX_VALUE),
          "Values that all nodes together seal under such a version before it is rotated.");
  static final Key<Duration> KEYS_APPROVAL_TIME =
      key(
          "keys.approval_time",
          Kind.duration(Duration.ofMinutes(1), Duration.ofDays(30)),
          "1d",
          "How long a request to destroy a key waits for a second administrator.");
  static final Key<Duration> KEYS_DESTRUCTION_WAIT =
      key(
          "keys.destruction_wait",
          Kind.duration(Duration.ofDays(1), Duration.ofDays(365)),
          "7d",
          "How long an approved destruction can be taken back, counted while a service runs.");
  static final Key<Path> KEYS_DIRECTORY =
      key(
          "keys.directory",
          Kind.path(),
          "Key directory: epoch keys and erasure ledger, shared by all nodes; without it keys in"
              + " the data directory.");
  static final Key<Duration> KEYS_EPOCH_EVERY =
      key(
          "keys.epoch_every",
          Kind.duration(Duration.ofHours(1), Duration.ofDays(3650)),
          "30d",
          "How long an epoch is current: an erased person is out of reach of every older backup.");

  static final Key<String> OIDC_ISSUER =
      key("oidc.issuer", Kind.text("an issuer name", "\\S{1,500}"), "The iss claim to accept.");
  static final Key<URI> OIDC_JWKS_URI =
      key("oidc.jwks_uri", Kind.secureUri(), "Where the issuer publishes its keys; https.");
  static final Key<String> OIDC_AUDIENCE =
      key("oidc.audience", Kind.text("an audience", "\\S{1,500}"), "The aud claim to accept.");
  static final Key<String> OIDC_CALLER_CLAIM =
      key(
          "oidc.caller_claim",
          Kind.text("a claim name", "\\S{1,100}"),
          "sub",
          "The claim that names the caller.");
  static final Key<String> OIDC_ROLE_CLAIM =
      key(
          "oidc.role_claim",
          Kind.text("a claim name", "\\S{1,100}"),
          "roles",
          "The claim that holds the role, or a list of roles.");

  static final Key<Integer> LIMITS_BODY_BYTES =
      key(
          "limits.body_bytes",
          Kind.number(1_024, 64 * 1_024 * 1_024),
          "1048576",
          "Longest request body, in bytes.");
  static final Key<Integer> LIMITS_ITEMS =
      key("limits.items", Kind.number(1, 1_000), "1000", "Most items in one batch.");
  static final Key<Integer> LIMITS_BLOCKING_PERMITS =
      key(
          "limits.blocking_permits",
          Kind.number(1, 100_000),
          "256",
          "Calls that may be off the event loop at once; more are answered with 503.");
  static final Key<Long> LIMITS_FILE_BYTES =
      key(
          "limits.file_bytes",
          Kind.longNumber(0, 1L << 46),
          "1073741824",
          "Longest file that is encrypted, in bytes; sealed ones may be a little longer. 0: no"
              + " bound.");
  static final Key<Integer> LIMITS_FILES =
      key(
          "limits.files",
          Kind.number(1, 10_000),
          "64",
          "Files that may pass at once; more are answered with 503.");

  static final Key<Integer> CACHES_TOKENS =
      key("caches.tokens", Kind.number(1, 10_000_000), "10000", "Accepted tokens to remember.");
  static final Key<Duration> CACHES_TOKEN_TIME =
      key(
          "caches.token_time",
          Kind.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          "30s",
          "How long an accepted token is trusted without asking the database.");
  static final Key<Integer> CACHES_SUBJECT_KEYS =
      key(
          "caches.subject_keys",
          Kind.number(1, 10_000_000),
          "10000",
          "Subjects whose keys to remember; each takes up to 7 kB of the heap.");
  static final Key<Duration> CACHES_SUBJECT_KEY_TIME =
      key(
          "caches.subject_key_time",
          Kind.duration(Duration.ofSeconds(1), Duration.ofHours(24)),
          "5m",
          "How long a subject key stays unwrapped.");

  static final Key<String> AUDIT_ORIGIN =
      key(
          "audit.origin",
          Kind.text(
              "a name of letters, digits, dots, dashes and slashes", "[A-Za-z0-9./_-]{1,200}"),
          "yinhu.local/audit",
          "Name of the audit log in its signed checkpoints. Choose it before the first start: a"
              + " verifier key belongs to a name, so verifiers and witnesses need a new key when it"
              + " changes.");
  static final Key<Integer> AUDIT_MAX_WAITING =
      key(
          "audit.max_waiting",
          Kind.number(1, 1_000_000),
          "8192",
          "Entries that may wait to become durable; more are answered with 503.");
  static final Key<Duration> AUDIT_CHECKPOINT_INTERVAL =
      key(
          "audit.checkpoint_interval",
          Kind.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "1s",
          "The least time between two published checkpoints of the log; 100 ms while a"
              + " certificate waits for one and no witness is asked.");
  static final Key<Boolean> AUDIT_ML_DSA =
      key(
          "audit.ml_dsa",
          Kind.flag(),
          "false",
          "Sign checkpoints with ML-DSA-44 too, on a line of its own.");
  static final Key<Path> AUDIT_WITNESS_POLICY =
      key(
          "audit.witness_policy",
          Kind.readableFile(),
          "Policy file (C2SP tlog-policy) of the witnesses that cosign checkpoints, and of how many"
              + " are needed.");
  static final Key<Duration> AUDIT_WITNESS_TIMEOUT =
      key(
          "audit.witness_timeout",
          Kind.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
          "5s",
          "How long all witnesses together may take for one checkpoint.");

  static final Key<Path> AUDIT_SINKS_FILE =
      key(
          "audit.sinks_file",
          Kind.readableFile(),
          "File that says where the access log is streamed to; without it, nowhere.");
  static final Key<Path> AUDIT_RETENTION_FILE =
      key(
          "audit.retention_file",
          Kind.readableFile(),
          "File that says how long the access log is kept; without it, for ever.");

  static final Key<Path> AUDIT_SIGNALS =
      key(
          "audit.signals",
          Kind.readableFile(),
          "YAML file of modes and thresholds of the early signals; without it those shipped.");

  static final Key<Path> SCAN_ROOT =
      key(
          "scan.root",
          Kind.path(),
          "Directory below which files may be scanned by order of a caller; without it none are.");
  static final Key<Path> SCAN_TARGETS_FILE =
      key(
          "scan.targets_file",
          Kind.readableFile(),
          "YAML file of the databases that may be scanned; without it none are.");
  static final Key<Duration> SCAN_LEASE =
      key(
          "scan.lease",
          Kind.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          "30s",
          "How long after a node's death its scan is taken over by another.");

  static final Key<Path> RIGHTS_STORES_FILE =
      key(
          "rights.stores_file",
          Kind.readableFile(),
          "YAML file of how the stores of datasets are reached; without it none is.");
  static final Key<String> RIGHTS_PURPOSE =
      key(
          "rights.purpose",
          Kind.text("the key of a purpose", "[a-z0-9][a-z0-9._-]{0,99}"),
          "legal-duty",
          "Purpose of the register, of use legal-duty, under which copies are made and what laws"
              + " keep is sealed anew.");
  static final Key<Duration> RIGHTS_COOLING_OFF =
      key(
          "rights.cooling_off",
          Kind.duration(Duration.ZERO, Duration.ofDays(15)),
          "7d",
          "How long a deletion can be taken back before it begins; 0s begins it at once.");
  static final Key<Duration> RIGHTS_PACKAGE_TIME =
      key(
          "rights.package_time",
          Kind.duration(Duration.ofMinutes(1), Duration.ofDays(90)),
          "7d",
          "How long the package of a copy may be taken before it is deleted.");
  static final Key<Duration> RIGHTS_PROOF_TIME =
      key(
          "rights.proof_time",
          Kind.duration(Duration.ofMinutes(1), Duration.ofDays(90)),
          "7d",
          "How long a request waits for proof of who asks before it lapses.");
  static final Key<Duration> RIGHTS_SWEEP_PAUSE =
      key(
          "rights.sweep_pause",
          Kind.duration(Duration.ZERO, Duration.ofHours(1)),
          "1s",
          "How long a deletion waits between two looks for rows that others write meanwhile; their"
              + " transactions should be shorter.");
  static final Key<Integer> RIGHTS_AT_ONCE =
      key("rights.at_once", Kind.number(1, 64), "8", "Requests that this node works on at a time.");
  static final Key<Integer> RIGHTS_STAFF_DAYS =
      key(
          "rights.staff_days",
          Kind.number(1, 60),
          "3",
          "Working days within which staff answer where a request waits for them, and no more than"
              + " half the time that is left until its deadline.");
  static final Key<Path> RIGHTS_DEADLINES_FILE =
      key(
          "rights.deadlines_file",
          Kind.readableFile(),
          "YAML file of deadlines and calendars that go before those shipped.");

  static final Key<Duration> RIGHTS_CONTACT_AGE =
      key(
          "rights.contact_age",
          Kind.duration(Duration.ofMinutes(1), Duration.ofDays(365)),
          "30d",
          "How long the platform has known a contact before one-time codes go there.");

  static final Key<Duration> RIGHTS_KEEP =
      key(
          "rights.keep",
          Kind.duration(Duration.ofDays(30), Duration.ofDays(7_300)),
          "1096d",
          "How long after its end a request is kept as it was; then whose it was, how that was"
              + " proven and what was done in detail are forgotten. Three years unless set.");

  static final Key<Boolean> RIGHTS_CERTIFICATE_SM2 =
      key(
          "rights.certificate_sm2",
          Kind.flag(),
          "false",
          "Whether certificates are signed with SM2 too, beside Ed25519.");

  private static final Kind<String> WORDS =
      Kind.text("one to ten words", "\\S{1,200}(?: \\S{1,200}){0,9}");

  static final Key<String> RIGHTS_VOUCHING_ISSUER =
      key(
          "rights.vouching.issuer",
          Kind.text("an issuer name", "\\S{1,500}"),
          "The iss claim of tokens by which the platform vouches for people; without it none is"
              + " taken.");
  static final Key<String> RIGHTS_VOUCHING_AUDIENCE =
      key(
          "rights.vouching.audience",
          Kind.text("an audience", "\\S{1,500}"),
          "The aud claim of these tokens.");
  static final Key<URI> RIGHTS_VOUCHING_JWKS_URL =
      key(
          "rights.vouching.jwks_url",
          Kind.secureUri(),
          "Where the platform publishes the keys of these tokens; https.");
  static final Key<Path> RIGHTS_VOUCHING_JWKS_FILE =
      key(
          "rights.vouching.jwks_file",
          Kind.readableFile(),
          "File of such keys (JWKS), read once; beside the address or in its place.");

  static final Key<String> RIGHTS_VOUCHING_STEP_UP_ACR =
      key(
          "rights.vouching.step_up_acr",
          WORDS,
          "Values of their acr claim that stand for a code, with a space between; without it none"
              + " does.");
  static final Key<String> RIGHTS_VOUCHING_STEP_UP_AMR =
      key(
          "rights.vouching.step_up_amr",
          WORDS,
          "Methods of their amr claim of which one stands for a code, with a space between.");
  static final Key<Duration> RIGHTS_VOUCHING_STEP_UP_WITHIN =
      key(
          "rights.vouching.step_up_within",
          Kind.duration(Duration.ofSeconds(30), Duration.ofMinutes(15)),
          "5m",
          "How long ago, by their auth_time, that may have been.");

  static final Key<Path> NOTICES_CHANNELS_FILE =
      key(
          "notices.channels_file",
          Kind.readableFile(),
          "YAML file of the channels by which people are told; without it notices wait.");
  static final Key<Duration> NOTICES_KEEP =
      key(
          "notices.keep",
          Kind.duration(Duration.ofDays(1), Duration.ofDays(3_650)),
          "90d",
          "How long it is kept what became of a notice.");

  static final Key<Path> INCIDENTS_DIRECTORY =
      key(
          "incidents.directory",
          Kind.path(),
          "Directory with jurisdictions/, forms/, scenarios/ and severity.yaml of your own, which"
              + " go before those shipped.");
  static final Key<Path> INCIDENTS_FONT =
      key(
          "incidents.font",
          Kind.readableFile(),
          "TrueType font with Chinese characters for reports as PDF; else that of Debian's"
              + " fonts-droid-fallback.");

  static final Key<String> INCIDENTS_OFFER_LIMITS =
      key(
          "incidents.offer_limits",
          Kind.text(
              "amounts in minor units by currency, such as CNY=500000 EUR=50000",
              "[A-Z]{3}=[1-9][0-9]{0,14}( [A-Z]{3}=[1-9][0-9]{0,14})*"),
          "What one person may offer at once to people of an incident, in minor units by currency,"
              + " such as CNY=500000; without it two people agree to every offer.");

  static final Key<Integer> WARNINGS_PLAINTEXT =
      key(
          "warnings.plaintext",
          Kind.number(1, 1_000_000),
          "1",
          "New findings of a scan in one store, readable where the register wants "
              + "ciphertext, that raise a warning.");
  static final Key<Integer> WARNINGS_UNDECLARED =
      key(
          "warnings.undeclared",
          Kind.number(1, 1_000_000),
          "10",
          "New findings of a scan in one store, or in files, that the register does not "
              + "know, that raise a warning.");
  static final Key<Integer> WARNINGS_CASES_OF_CALLER =
      key(
          "warnings.cases_of_caller",
          Kind.number(1, 1_000_000),
          "200",
          "Requests of people within an hour, opened by one caller, that raise a warning.");
  static final Key<Integer> WARNINGS_CASES_OF_PERSON =
      key(
          "warnings.cases_of_person",
          Kind.number(1, 1_000_000),
          "5",
          "Requests within a day for one person that raise a warning.");
  static final Key<Integer> WARNINGS_FAILED_PROOFS_OF_SOURCE =
      key(
          "warnings.failed_proofs_of_source",
          Kind.number(1, 1_000_000),
          "20",
          "Wrong codes and tokens within an hour from one place that raise a warning.");
  static final Key<Integer> WARNINGS_FAILED_PROOFS_OF_PERSON =
      key(
          "warnings.failed_proofs_of_person",
          Kind.number(1, 1_000_000),
          "10",
          "Wrong codes and tokens within a day against one person that raise a warning.");

  static final Key<Format> LOGGING_FORMAT =
      key("logging.format", Kind.oneOf(Format.class), "text", "Shape of log lines: text or json.");
  static final Key<Level> LOGGING_LEVEL =
      key(
          "logging.level",
          Kind.oneOf(Level.class),
          "info",
          "Lowest severity that is written: debug, info, warn or error.");
  static final Key<Boolean> LOGGING_ACCESS =
      key("logging.access", Kind.flag(), "false", "Log each request: route, status, duration.");

  static final Key<Boolean> METRICS_ENABLED =
      key("metrics.enabled", Kind.flag(), "true", "Serve /metrics in Prometheus text.");

  /** All keys, in the order of the documentation. */
  static final List<Key<?>> ALL =
      List.of(
          DATA,
          HTTP_HOST,
          HTTP_PORT,
          HTTP_EVENT_LOOPS,
          HTTP_MAX_CONNECTIONS,
          HTTP_READ_TIMEOUT,
          HTTP_IDLE_TIMEOUT,
          HTTP_DRAIN_NOTICE,
          HTTP_DRAIN_TIMEOUT,
          TLS_CERTIFICATE,
          TLS_KEY,
          TLS_CLIENT_CA,
          TLS_CLIENT_AUTH,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD_FILE,
          DATABASE_POOL_SIZE,
          ROOT_KEY_FILE,
          ROOT_KEY_PASSPHRASE_FILE,
          ROOT_KEY_CACHE_TIME,
          ROOT_KEY_PKCS11_MODULE,
          ROOT_KEY_PKCS11_TOKEN,
          ROOT_KEY_PKCS11_PIN_FILE,
          ROOT_KEY_PKCS11_KEY,
          KEYS_ROTATE_AFTER,
          KEYS_ROTATE_AFTER_SEALS,
          KEYS_APPROVAL_TIME,
          KEYS_DESTRUCTION_WAIT,
          KEYS_DIRECTORY,
          KEYS_EPOCH_EVERY,
          OIDC_ISSUER,
          OIDC_JWKS_URI,
          OIDC_AUDIENCE,
          OIDC_CALLER_CLAIM,
          OIDC_ROLE_CLAIM,
          LIMITS_BODY_BYTES,
          LIMITS_ITEMS,
          LIMITS_BLOCKING_PERMITS,
          LIMITS_FILE_BYTES,
          LIMITS_FILES,
          CACHES_TOKENS,
          CACHES_TOKEN_TIME,
          CACHES_SUBJECT_KEYS,
          CACHES_SUBJECT_KEY_TIME,
          AUDIT_ORIGIN,
          AUDIT_MAX_WAITING,
          AUDIT_SINKS_FILE,
          AUDIT_CHECKPOINT_INTERVAL,
          AUDIT_ML_DSA,
          AUDIT_WITNESS_POLICY,
          AUDIT_WITNESS_TIMEOUT,
          AUDIT_RETENTION_FILE,
          AUDIT_SIGNALS,
          SCAN_ROOT,
          SCAN_TARGETS_FILE,
          SCAN_LEASE,
          RIGHTS_STORES_FILE,
          RIGHTS_PURPOSE,
          RIGHTS_COOLING_OFF,
          RIGHTS_PACKAGE_TIME,
          RIGHTS_PROOF_TIME,
          RIGHTS_SWEEP_PAUSE,
          RIGHTS_AT_ONCE,
          RIGHTS_STAFF_DAYS,
          RIGHTS_DEADLINES_FILE,
          RIGHTS_CONTACT_AGE,
          RIGHTS_KEEP,
          RIGHTS_CERTIFICATE_SM2,
          RIGHTS_VOUCHING_ISSUER,
          RIGHTS_VOUCHING_AUDIENCE,
          RIGHTS_VOUCHING_JWKS_URL,
          RIGHTS_VOUCHING_JWKS_FILE,
          RIGHTS_VOUCHING_STEP_UP_ACR,
          RIGHTS_VOUCHING_STEP_UP_AMR,
          RIGHTS_VOUCHING_STEP_UP_WITHIN,
          NOTICES_CHANNELS_FILE,
          NOTICES_KEEP,
          INCIDENTS_DIRECTORY,
          INCIDENTS_FONT,
          INCIDENTS_OFFER_LIMITS,
          WARNINGS_PLAINTEXT,
          WARNINGS_UNDECLARED,
          WARNINGS_CASES_OF_CALLER,
          WARNINGS_CASES_OF_PERSON,
          WARNINGS_FAILED_PROOFS_OF_SOURCE,
          WARNINGS_FAILED_PROOFS_OF_PERSON,
          LOGGING_FORMAT,
          LOGGING_LEVEL,
          LOGGING_ACCESS,
          METRICS_ENABLED);

  private Keys() {}

  /** PKCS#11 gives a token's label 32 bytes. */
  private static Kind<String> label() {
    return Kind.text("1 to 32 printable ASCII characters", "[!-~]([ -~]{0,30}[!-~])?");
  }

  private static <T> Key<T> key(String path, Kind<T> kind, String fallback, String summary) {
    return new Key<>(path, kind, Optional.of(fallback), summary);
  }

  private static <T> Key<T> key(String path, Kind<T> kind, String summary) {
    return new Key<>(path, kind, Optional.empty(), summary);
  }
}
