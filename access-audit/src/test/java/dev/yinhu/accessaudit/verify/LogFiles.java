package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.tile.EntryBundles;
import dev.yinhu.accessaudit.tile.TilePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The files of a log with made-up entries, built the slow and simple way, in memory. */
final class LogFiles {
  static final String ORIGIN = "log.example/yinhu";
  private static final NoteSigner SIGNER = new NoteSigner(ORIGIN, new byte[32]);

  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<byte[]> leafHashes = new ArrayList<>();

  private LogFiles() {}

  static NoteKey key() {
    return SIGNER.key();
  }

  static Trust trust() {
    return Trust.ofKeys(List.of(key()));
  }

  static byte[] entry(int index) {
    return ("{\"entry\":" + index + "}").getBytes(StandardCharsets.UTF_8);
  }

  static LogFiles ofSize(int size) {
    return of(size, LogFiles::entry);
  }

  static LogFiles of(int size, IntFunction<byte[]> entries) {
    LogFiles log = new LogFiles();
    MerkleHash hash = new MerkleHash();
    for (int first = 0; first < size; first += TilePath.FULL) {
      List<byte[]> bundle = new ArrayList<>();
      for (int i = first; i < Math.min(size, first + TilePath.FULL); i++) {
        bundle.add(entries.apply(i));
        log.leafHashes.add(hash.leaf(entries.apply(i)));
      }
      log.files.put(
          new TilePath.Entries(first / TilePath.FULL, bundle.size()).text(),
          EntryBundles.write(bundle));
    }
    log.tiles();
    log.files.put("checkpoint", bytes(note(size, log.root(size))));
    return log;
  }

  private void tiles() {
    List<byte[]> level = leafHashes;
    for (int number = 0; !level.isEmpty(); number++) {
      List<byte[]> above = new ArrayList<>();
      for (int first = 0; first < level.size(); first += TilePath.FULL) {
        List<byte[]> tile = level.subList(first, Math.min(level.size(), first + TilePath.FULL));
        byte[] bytes = new byte[tile.size() * MerkleHash.BYTES];
        for (int i = 0; i < tile.size(); i++) {
          System.arraycopy(tile.get(i), 0, bytes, i * MerkleHash.BYTES, MerkleHash.BYTES);
        }
        files.put(new TilePath.Hashes(number, first / TilePath.FULL, tile.size()).text(), bytes);
        if (tile.size() == TilePath.FULL) {
          above.add(root(tile));
        }
      }
      level = above;
    }
  }

  private static byte[] root(List<byte[]> hashes) {
    CompactRange range = CompactRange.empty();
    hashes.forEach(range::append);
    return range.root();
  }

  byte[] root(int size) {
    return root(leafHashes.subList(0, size));
  }

  static String note(long size, byte[] root) {
    return SIGNER.sign(new Checkpoint(ORIGIN, new TreeHead(size, root)).text());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** By name; may be changed. */
  Map<String, byte[]> files() {
    return files;
  }

  byte[] file(String name) {
    byte[] file = files.get(name);
    if (file == null) {
      throw new AssertionError("no file " + name);
    }
    return file;
  }

  Verdict verify() {
    return verify(trust());
  }

  Verdict verify(Trust trust) {
    return Verifier.verify(LogSource.of(files), trust);
  }
}
