package dev.yinhu.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A copy of the embedded server's files taken while it runs: PostgreSQL's low-level backup
 * (PostgreSQL manual, chapter "Continuous Archiving", "Making a Base Backup Using the Low Level
 * API"), non-exclusive, with the write-ahead log from its start to its stop. Should this process
 * die, the server forgets the backup and keeps nothing for it.
 *
 * <p>In this order: {@link #start}, {@link #copyFiles}, {@link #stop}, {@link #copyLog}, {@link
 * #close}. For one thread.
 */
public final class EmbeddedBackup implements AutoCloseable {
  private static final String CLUSTER = "cluster";
  private static final String ACCESS = "server.properties";
  private static final String CONTROL = "global/pg_control";
  private static final int CONTROL_READINGS = 100;
  private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");

  /** Directories whose content the server makes anew; as pg_basebackup leaves it out. */
  private static final Set<String> EMPTIED =
      Set.of(
          "pg_dynshmem",
          "pg_notify",
          "pg_replslot",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans",
          "pg_wal");

  private static final Set<String> LEFT_OUT =
      Set.of(
          "postmaster.pid",
          "postmaster.opts",
          "postgresql.auto.conf.tmp",
          "current_logfiles.tmp",
          "backup_label",
          "backup_label.old",
          "tablespace_map",
          "tablespace_map.old",
          "backup_manifest",
          CONTROL);

  private final Cluster cluster;
  private final Connection session;
  private final String firstSegment;

  /**
   * Where the backup ends.
   *
   * @param version of the server, such as {@code 18.3}
   * @param startSegment the first file of the write-ahead log that is needed
   * @param stopSegment the last one
   */
  public record Stopped(
      String version, String startSegment, String stopSegment, String label, long segmentBytes) {}

  private EmbeddedBackup(Cluster cluster, Connection session, String firstSegment) {
    this.cluster = cluster;
    this.session = session;
    this.firstSegment = firstSegment;
  }

  /**
   * Begins a backup of the database of this directory, which is open: waits for a checkpoint, which
   * is quick.
   *
   * @throws DatabaseUnavailable when the server refuses
   */
  public static EmbeddedBackup start(Database database, DataDirectory directory) {
    try {
      Cluster cluster = Cluster.in(directory);
      Connection session =
          new Connector(database::connectionInfo, Duration.ofMinutes(30)).getConnection();
      try {
        return new EmbeddedBackup(cluster, session, begin(session));
      } catch (SQLException | RuntimeException | Error e) {
        session.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failed(e);
    } catch (IOException e) {
      throw DataDirectory.unusable(directory.path(), e);
    }
  }

  /** The slot keeps the log from being recycled; it goes with the session. */
  private static String begin(Connection session) throws SQLException {
    String slot = "yinhu_backup_" + UUID.randomUUID().toString().replace('-', '_');
    one(session, "select pg_create_physical_replication_slot(?, true, true)::text", slot);
    return one(session, "select pg_walfile_name(pg_backup_start(?, fast => true))", "yinhu");
  }

  private static String one(Connection session, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return String.valueOf(row.getString(1));
      }
    }
  }

  private static DatabaseUnavailable failed(SQLException e) {
    return new DatabaseUnavailable(
        "The embedded PostgreSQL refused the backup (SQLSTATE "
            + e.getSQLState()
            + "). Look into its log, and try again.",
        e);
  }

  /** Copies the files while the server works on; recovery heals what changes meanwhile. */
  public void copyFiles(BackupSink sink) throws IOException {
    sink.directory(CLUSTER);
    copy(cluster.data(), "", sink);
    sink.file(CLUSTER + "/" + CONTROL, control());
    sink.file(ACCESS, cluster.accessFile());
  }

  private void copy(Path directory, String below, BackupSink sink) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = below + entry.getFileName();
        if (Files.isDirectory(entry)) {
          copyDirectory(entry, name, sink);
        } else if (!isLeftOut(name, String.valueOf(entry.getFileName()))) {
          copyFile(entry, name, sink);
        }
      }
    } catch (NoSuchFileException dropped) {
      // A database or relation that was dropped meanwhile: the log knows.
    }
  }

  private void copyDirectory(Path directory, String name, BackupSink sink) throws IOException {
    if (String.valueOf(directory.getFileName()).startsWith("pgsql_tmp")) {
      return;
    }
    sink.directory(CLUSTER + "/" + name);
    if (name.equals("pg_wal")) {
      sink.directory(CLUSTER + "/pg_wal/archive_status");
      sink.directory(CLUSTER + "/pg_wal/summaries");
    }
    if (!EMPTIED.contains(name)) {
      copy(directory, name + "/", sink);
    }
  }

  private static boolean isLeftOut(String name, String simple) {
    return LEFT_OUT.contains(name)
        || simple.startsWith("pgsql_tmp")
        || simple.startsWith("pg_internal.init");
  }

  private static void copyFile(Path file, String name, BackupSink sink) throws IOException {
    try {
      sink.file(CLUSTER + "/" + name, file);
    } catch (NoSuchFileException dropped) {
      // The log knows.
    }
  }

  /** Last of all, and read until it is twice the same: it may be written in this moment. */
  private byte[] control() throws IOException {
    Path file = cluster.data().resolve(CONTROL);
    byte[] before = Files.readAllBytes(file);
    for (int reading = 0; reading < CONTROL_READINGS; reading++) {
      byte[] now = Files.readAllBytes(file);
      if (Arrays.equals(before, now)) {
        return now;
      }
      before = now;
    }
    throw new IOException(file + " changes all the time");
  }

  /** Ends the backup: what was committed before is in it, nothing after. */
  public Stopped stop() {
    try (PreparedStatement statement =
            session.prepareStatement(
                "select labelfile, pg_walfile_name(lsn), current_setting('server_version'),"
                    + " (select setting::bigint from pg_settings where name = 'wal_segment_size')"
                    + " from pg_backup_stop(wait_for_archive => false)");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Stopped(
          String.valueOf(row.getString(3)),
          firstSegment,
          String.valueOf(row.getString(2)),
          String.valueOf(row.getString(1)),
          row.getLong(4));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Copies the log from start to stop, and the label that recovery begins with. */
  public void copyLog(Stopped stopped, BackupSink sink) throws IOException {
    int copied = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(cluster.data().resolve("pg_wal"))) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        boolean needed =
            SEGMENT.matcher(name).matches()
                && name.compareTo(stopped.startSegment()) >= 0
                && name.compareTo(stopped.stopSegment()) <= 0;
        if (needed || name.endsWith(".history")) {
          sink.file(CLUSTER + "/pg_wal/" + name, file);
          copied += needed ? 1 : 0;
        }
      }
    }
    long wanted = number(stopped.stopSegment(), stopped) - number(stopped.startSegment(), stopped);
    if (copied != wanted + 1) {
      throw new IOException(
          "%d files of the write-ahead log are needed and %d were there: take the backup again"
              .formatted(wanted + 1, copied));
    }
    sink.file(CLUSTER + "/backup_label", stopped.label().getBytes(StandardCharsets.UTF_8));
  }

  /** The running number of a file of the log: timeline, then two numbers of 8 digits each. */
  private static long number(String segment, Stopped stopped) {
    long perHigh = (1L << 32) / stopped.segmentBytes();
    return Long.parseLong(segment.substring(8, 16), 16) * perHigh
        + Long.parseLong(segment.substring(16), 16);
  }

  /** Ends the session; a backup that was not stopped is given up. */
  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
