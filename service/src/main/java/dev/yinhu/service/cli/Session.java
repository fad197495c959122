package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.publish.RestoreAcceptance;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.crypto.Drained;
import dev.yinhu.crypto.Epochs;
import dev.yinhu.crypto.RootKeyFile;
import dev.yinhu.database.Database;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.redact.Replacement;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.StoredRegister;
import dev.yinhu.service.api.BreachDesk;
import dev.yinhu.service.api.CaseDesk;
import dev.yinhu.service.api.KeyDesk;
import dev.yinhu.service.api.RetentionDesk;
import dev.yinhu.service.api.SearchDesk;
import dev.yinhu.service.api.SignalDesk;
import dev.yinhu.service.api.SinkDesk;
import dev.yinhu.service.backup.BackupRun;
import dev.yinhu.service.callers.CallerSummary;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.callers.Token;
import dev.yinhu.tableprotection.TableProtection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a command works on: one data directory, open while the command runs, whether or not a
 * service is running on the same directory. Every change is in the access log, its intent before
 * and its outcome after.
 */
public interface Session extends AutoCloseable {

  /** All callers by name. */
  List<CallerSummary> callers();

  /** Makes a token for a caller, and the caller too when the name is new. */
  Token addCaller(String name, Role role, Optional<Instant> expiry);

  /**
   * Withdraws a caller's tokens.
   *
   * @param keepNewest leaves the token made last
   * @return how many were withdrawn
   */
  int revokeCaller(String name, boolean keepNewest);

  /** The register in force; empty before the first was applied. */
  Optional<StoredRegister> register();

  /** Stores the sources, which were read without errors, as the next version of the register. */
  StoredRegister applyRegister(List<RegisterSource> sources);

  /**
   * Keeps the root key in another way.
   *
   * @throws dev.yinhu.crypto.CryptoException when it cannot; then it is kept as before
   * @throws dev.yinhu.database.AlreadyServing when a service runs on the directory
   */
  RootKeyFile.Moved sealRootKey(RootKeyMove move);

  /**
   * The room that protects live tables, under the newest register; opened with the first call and
   * closed with the session.
   */
  TableProtection tableProtection();

  /**
   * What puts ciphertexts of fields in the place of values, in the name of a caller, under the
   * register in force. Values of other types are replaced by the names of their types.
   *
   * @param token the caller's token
   * @param fields of the register, by the type of value
   * @param keepShape whether each field has to be protected by an FF1 suite
   * @param subject whose data it is; null for fields without one
   * @throws dev.yinhu.service.callers.CallerException when the token is no good
   * @throws IllegalArgumentException naming a field that does not keep the shape of its values
   */
  Replacement sealing(
      String token, Map<PiiType, String> fields, boolean keepShape, @Nullable String subject);

  /** The keys, changed in the name of the command line. */
  KeyDesk keys();

  /**
   * The keys, changed in the name of an administrator.
   *
   * @param token the administrator's token
   * @throws dev.yinhu.service.callers.CallerException when it is no good token of one
   */
  KeyDesk keysAs(String token);

  /**
   * The epochs; opens the keys when this is first called, which applies the erasure ledger if the
   * database is behind.
   */
  Epochs epochs();

  /**
   * Begins a new epoch.
   *
   * @return the epoch that is current now
   */
  int rotateEpoch();

  /**
   * Wraps the keys of the living under the current epoch and destroys the epochs that are left
   * empty.
   *
   * @param progress told now and then how many keys are done
   */
  Drained drainEpochs(LongConsumer progress);

  /** The sinks of the access log, changed in the name of the command line. */
  SinkDesk sinks();

  /** How long the access log is kept, changed in the name of the command line. */
  RetentionDesk retention();

  /** The early signals, decided on in the name of the command line. */
  SignalDesk signals();

  /** Requests of people, decided on in the name of the command line. */
  CaseDesk cases();

  /** Warnings and incidents. */
  BreachDesk breach();

  /**
   * In whose name something is done: that of the command line, or of an officer or administrator.
   *
   * @param token of theirs
   * @throws dev.yinhu.service.callers.CallerException when it is no good token of one
   */
  Order order(Optional<String> token);

  /** Records in the access log that a backup is taken, by whom, and what came of it. */
  BackupRun.Done backUp(Supplier<BackupRun.Done> work);

  /** Searching the access log in the name of the command line. */
  SearchDesk search();

  /**
   * What the access log would have to accept after a restore; empty when it goes on from all that
   * it stated.
   */
  Optional<RestoreAcceptance.Pending> refusedLog();

  /**
   * Accepts it, with an entry before and after.
   *
   * @param reason why the database was restored
   */
  RestoreAcceptance.Accepted acceptRestore(RestoreAcceptance.Pending pending, Reason reason);

  /** The access log, to be verified or taken out in the name of the command line. */
  CommandLog log();

  /** The database itself. */
  Database database();

  @Override
  void close();
}
