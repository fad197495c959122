package dev.yinhu.crypto.epoch;

import dev.yinhu.database.OsLock;
import dev.yinhu.database.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key directory, mode 0700, its files 0600:
 *
 * <pre>
 * epoch-7.key     the key of epoch 7, wrapped under the root key; gone when the epoch is destroyed
 * ledger.key      the key of the erasure ledger, wrapped under the root key
 * erasures.log    the erasure ledger
 * vault.lock      held while one of these changes
 * </pre>
 *
 * Several nodes over one database share one such directory. Immutable and thread-safe.
 */
public final class VaultDirectory {
  private static final Pattern EPOCH = Pattern.compile("epoch-([1-9][0-9]{0,8})\\.key");
  private static final Duration LOCK_LIMIT = Duration.ofMinutes(1);
  private static final int MOST_BYTES = 1024;

  private final Path path;

  /** Touches nothing yet. */
  public VaultDirectory(Path path) {
    this.path = path.toAbsolutePath();
  }

  /** Where it lies, absolute. */
  public Path path() {
    return path;
  }

  /** The erasure ledger; it need not exist. */
  public Path ledger() {
    return path.resolve("erasures.log");
  }

  /** The wrapped key of the ledger; it need not exist. */
  public Path ledgerKey() {
    return path.resolve("ledger.key");
  }

  private Path epochFile(int id) {
    return path.resolve("epoch-" + id + ".key");
  }

  /** Makes the directory unless it is there. */
  public void create() throws IOException {
    PrivateFiles.createDirectory(path);
  }

  /** Deletes what a crash left of files that never got their name. Call under the lock. */
  public void dropDrafts() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.new")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  /** Whether it holds neither ledger nor epoch. */
  public boolean isEmpty() throws IOException {
    return !Files.exists(ledger()) && !Files.exists(ledgerKey()) && epochs().isEmpty();
  }

  /** The ids of the epochs that have a file, in order. */
  public SortedSet<Integer> epochs() throws IOException {
    SortedSet<Integer> ids = new TreeSet<>();
    if (!Files.isDirectory(path)) {
      return ids;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "epoch-*.key")) {
      for (Path file : files) {
        Matcher matcher = EPOCH.matcher(String.valueOf(file.getFileName()));
        if (matcher.matches()) {
          ids.add(Integer.parseInt(matcher.group(1)));
        }
      }
    }
    return ids;
  }

  /** Everything of it that a copy needs: epochs, ledger key and ledger, as far as they exist. */
  public List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int id : epochs()) {
      files.add(epochFile(id));
    }
    List.of(ledgerKey(), ledger()).stream().filter(Files::exists).forEach(files::add);
    return files;
  }

  /** What the file of this epoch holds; empty when there is none. */
  public Optional<String> epoch(int id) throws IOException {
    return text(epochFile(id));
  }

  /** Writes the file of a new epoch; durable when this returns. Fails when there is one. */
  public void writeEpoch(int id, String content) throws IOException {
    writeNew(epochFile(id), content);
  }

  /**
   * Overwrites the file with zeros and deletes it, both on disk when this returns; nothing to do
   * when there is none. Whether the medium keeps an older copy of the blocks (flash, copy on write,
   * snapshots) is beyond any program; what it would keep is wrapped under the root key.
   */
  public void destroyEpoch(int id) throws IOException {
    Path file = epochFile(id);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(channel.size(), MOST_BYTES));
      while (zeros.hasRemaining()) {
        channel.write(zeros, zeros.position());
      }
      channel.force(true);
    } catch (NoSuchFileException gone) {
      return;
    }
    Files.delete(file);
    PrivateFiles.syncDirectory(path);
  }

  static Optional<String> text(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Optional.of(
          new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** What the ledger's key file holds; empty when there is none. */
  public Optional<String> readLedgerKey() throws IOException {
    return text(ledgerKey());
  }

  /** Writes the ledger's key file; durable when this returns. Fails when there is one. */
  public void writeLedgerKey(String content) throws IOException {
    writeNew(ledgerKey(), content);
  }

  /** Under a draft's name first, so that a crash never leaves half a file under the right one. */
  static void writeNew(Path file, String content) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    PrivateFiles.replace(file, content);
  }

  /**
   * The right to change what is in here, for one thread of one process at a time; a process that
   * dies loses it. Waits at most a minute.
   *
   * @throws VaultException when somebody else has it all that time
   */
  public OsLock lock() throws IOException, InterruptedException {
    Path file = path.resolve("vault.lock");
    return OsLock.lock(file, LOCK_LIMIT)
        .orElseThrow(() ->
            new VaultException(
                "another process has been changing the key directory "
                    + path
                    + " for a minute: end it, and try again"));
  }
}
