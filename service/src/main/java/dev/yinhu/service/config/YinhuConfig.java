package dev.yinhu.service.config;

import dev.yinhu.accessaudit.signal.SignalSettings;
import dev.yinhu.crypto.KeyPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All settings of one node. Immutable; holds no secret, only the paths of the files that do.
 *
 * @param data data directory; embedded PostgreSQL, root key and generated tokens live below it
 * @param tls absent when the service speaks plain HTTP
 * @param keys when keys rotate by themselves and how long destruction takes
 * @param oidc absent when only opaque tokens are accepted
 * @param scan what callers may have scanned
 * @param rights how requests of people are worked on
 * @param notices by which channels people are told
 * @param incidents what incidents go by that is not as shipped
 * @param warnings from how much on machines warn
 * @param metrics whether {@code /metrics} is served
 */
public record YinhuConfig(
    Path data,
    Http http,
    Optional<Tls> tls,
    Database database,
    RootKey rootKey,
    KeyPolicy keys,
    Vault vault,
    Optional<Oidc> oidc,
    Limits limits,
    Caches caches,
    Audit audit,
    Scan scan,
    Rights rights,
    Notices notices,
    Incidents incidents,
    Warnings warnings,
    Logging logging,
    boolean metrics) {

  /** The same with other settings for the requests of people. */
  public YinhuConfig withRights(Rights other) {
    return new YinhuConfig(
        data, http, tls, database, rootKey, keys, vault, oidc, limits, caches, audit, scan, other,
        notices, incidents, warnings, logging, metrics);
  }

  /** Where the root key file lies. */
  public Path rootKeyFile() {
    return rootKey.file().orElseGet(() -> data.resolve("root.key"));
  }

  /** Where epoch keys and erasure ledger lie. */
  public Path keyDirectory() {
    return vault.directory().orElseGet(() -> data.resolve("keys"));
  }

  /**
   * The listening side.
   *
   * @param port TCP port; 0 lets the system choose a free one
   * @param eventLoops threads that read and write sockets; each serves a share of the connections
   * @param maxConnections open connections over all event loops; more are closed at once
   * @param readTimeout longest time a client may take to deliver one request, headers and body
   * @param idleTimeout longest time a kept-alive connection may wait for its next request
   * @param drainNotice how long {@code /readyz} says no before the port closes, for load balancers
   * @param drainTimeout longest time running requests get to finish after that
   */
  public record Http(
      String host,
      int port,
      int eventLoops,
      int maxConnections,
      Duration readTimeout,
      Duration idleTimeout,
      Duration drainNotice,
      Duration drainTimeout) {}

  /**
   * TLS by PEM files.
   *
   * @param clientCa authorities whose client certificates are accepted; always present when {@code
   *     clientAuth} is not {@code NONE}
   */
  public record Tls(Path certificate, Path key, Optional<Path> clientCa, ClientAuth clientAuth) {}

  /** Whether the TLS handshake asks the client for a certificate. */
  public enum ClientAuth {
    /** Never asked. */
    NONE,
    /** Asked; a client without one is let in, a wrong one is not. */
    REQUEST,
    /** No handshake without a valid one. */
    REQUIRE
  }

  /**
   * Where PostgreSQL is.
   *
   * @param url JDBC URL without credentials; absent means the embedded server
   * @param poolSize connections of this node
   */
  public record Database(
      Optional<String> url, Optional<String> user, Optional<Path> passwordFile, int poolSize) {}

  /**
   * The root key.
   *
   * @param file absent means {@code root.key} in the data directory
   * @param passphraseFile absent means that a terminal is asked when a passphrase is needed
   * @param pkcs11 absent when no token is at hand
   * @param cacheTime how long keys stay in memory after the last contact with the token
   */
  public record RootKey(
      Optional<Path> file,
      Optional<Path> passphraseFile,
      Optional<Pkcs11> pkcs11,
      Duration cacheTime) {}

  /**
   * A PKCS#11 token that seals the root key.
   *
   * @param module the driver's shared library
   * @param token the token's label
   * @param pinFile where the user's PIN is
   * @param key label of the AES key in the token
   */
  public record Pkcs11(Path module, String token, Path pinFile, String key) {}

  /**
   * The keys that are kept outside the database.
   *
   * @param directory absent means {@code keys} in the data directory
   * @param epochEvery how long an epoch is current
   */
  public record Vault(Optional<Path> directory, Duration epochEvery) {}

  /**
   * An OpenID Connect issuer whose access tokens are accepted beside opaque ones.
   *
   * @param callerClaim claim that holds the caller's name
   * @param roleClaim claim that holds one role or a list of them
   */
  public record Oidc(
      String issuer, URI jwksUri, String audience, String callerClaim, String roleClaim) {}

  /**
   * Bounds on one request and on the work in hand.
   *
   * @param bodyBytes longest request body
   * @param items most items in one batch
   * @param blockingPermits calls that may be off the event loop at once; more are answered with 503
   * @param fileBytes longest file; 0 for no bound
   * @param files files that may pass at once; more are answered with 503
   */
  public record Limits(int bodyBytes, int items, int blockingPermits, long fileBytes, int files) {

    /** The longest file as a number to compare with. */
    public long mostFileBytes() {
      return fileBytes == 0 ? Long.MAX_VALUE : fileBytes;
    }
  }

  /**
   * Bounds of the caches, each in entries and in time.
   *
   * @param tokens accepted tokens
   * @param tokenTime how long an accepted token is trusted without asking the database
   * @param subjectKeys unwrapped subject keys
   * @param subjectKeyTime how long one stays unwrapped
   */
  public record Caches(int tokens, Duration tokenTime, int subjectKeys, Duration subjectKeyTime) {}

  /**
   * The audit log.
   *
   * @param origin name of the log in its signed checkpoints
   * @param maxWaiting entries that may wait to become durable; more are answered with 503
   * @param sinksFile where the sinks are described; absent when the log is streamed nowhere
   * @param retentionFile how long entries are kept; absent when for ever
   * @param checkpoints what the log states about itself
   * @param signals modes and thresholds of the early signals
   */
  public record Audit(
      String origin,
      int maxWaiting,
      Optional<Path> sinksFile,
      Optional<Path> retentionFile,
      Checkpoints checkpoints,
      SignalSettings signals) {}

  /**
   * What the log states about itself.
   *
   * @param interval the least time between two checkpoints
   * @param mlDsa whether they are signed with ML-DSA-44 too
   * @param witnessPolicy which witnesses are asked and how many are needed; without it none
   * @param witnessTimeout how long they all together may take for one checkpoint
   */
  public record Checkpoints(
      Duration interval, boolean mlDsa, Optional<Path> witnessPolicy, Duration witnessTimeout) {}

  /**
   * What callers may have scanned.
   *
   * @param root directory below which files may be; absent when no files may
   * @param targetsFile where databases are described; absent when none may
   * @param lease how long after a node's death its scan is taken over
   */
  public record Scan(Optional<Path> root, Optional<Path> targetsFile, Duration lease) {}

  /**
   * Requests of people for their data.
   *
   * @param storesFile how the stores of datasets are reached
   * @param purpose under which copies are made and what laws keep is sealed anew
   * @param coolingOff how long a deletion can be taken back
   * @param packageTime how long the package of a copy may be taken
   * @param proofTime how long a request waits for proof of who asks
   * @param sweepPause how long a deletion waits between two looks for rows that came in meanwhile
   * @param atOnce how many this node works on at a time
   * @param staffDays within how many working days staff answer
   * @param deadlinesFile deadlines and calendars that go before those shipped
   * @param contactAge how long a contact has been known before one-time codes go there
   * @param keep how long after its end a request is kept as it was
   * @param certificateSm2 whether SM2 signs certificates beside Ed25519
   * @param vouching whose tokens prove who asks; absent when none are taken
   */
  public record Rights(
      Optional<Path> storesFile,
      String purpose,
      Duration coolingOff,
      Duration packageTime,
      Duration proofTime,
      Duration sweepPause,
      int atOnce,
      int staffDays,
      Optional<Path> deadlinesFile,
      Duration contactAge,
      Duration keep,
      boolean certificateSm2,
      Optional<Vouching> vouching) {}

  /**
   * Tokens by which the platform vouches for its users.
   *
   * @param jwksUrl where their keys are published
   * @param jwksFile a file of such keys; one of the two is there, with both a key of either will do
   * @param stepUpAcr values of {@code acr} that stand for a code
   * @param stepUpAmr methods in {@code amr} of which one stands for a code
   * @param stepUpWithin how long ago that may have been
   */
  public record Vouching(
      String issuer,
      String audience,
      Optional<URI> jwksUrl,
      Optional<Path> jwksFile,
      Set<String> stepUpAcr,
      Set<String> stepUpAmr,
      Duration stepUpWithin) {
    public Vouching {
      stepUpAcr = Set.copyOf(stepUpAcr);
      stepUpAmr = Set.copyOf(stepUpAmr);
    }
  }

  /**
   * What is told to people.
   *
   * @param channelsFile the channels; absent when there is none
   * @param keep how long it is kept what became of a notice
   */
  public record Notices(Optional<Path> channelsFile, Duration keep) {}

  /**
   * From how much on a warning is raised, besides those of the access log.
   *
   * @param plaintext new findings of a scan that are readable where they should not be
   * @param undeclared new findings of a scan that the register does not know
   * @param casesOfCaller requests within an hour, opened by one caller
   * @param casesOfPerson requests within a day for one person
   * @param failedProofsOfSource wrong codes and tokens within an hour from one place
   * @param failedProofsOfPerson wrong codes and tokens within a day against one person
   */
  public record Warnings(
      int plaintext,
      int undeclared,
      int casesOfCaller,
      int casesOfPerson,
      int failedProofsOfSource,
      int failedProofsOfPerson) {}

  /**
   * What incidents go by that is not as shipped.
   *
   * @param directory laws, forms, scenarios and tables of the organisation's own
   * @param font of reports as PDF
   * @param offerLimits what one person may offer at once, in minor units by currency
   */
  public record Incidents(
      Optional<Path> directory, Optional<Path> font, Map<String, Long> offerLimits) {
    public Incidents {
      offerLimits = Map.copyOf(offerLimits);
    }
  }

  /**
   * What is written to standard output.
   *
   * @param access whether each request is logged (route, status and duration; never its path)
   */
  public record Logging(Format format, Level level, boolean access) {}

  /** Shape of a log line. */
  public enum Format {
    /** One line for people. */
    TEXT,
    /** One JSON object per line. */
    JSON
  }

  /** Lowest severity that is written. */
  public enum Level {
    /** For finding a fault; never in production. */
    DEBUG,
    /** The default. */
    INFO,
    /** Only what needs attention. */
    WARN,
    /** Only failures. */
    ERROR
  }
}
