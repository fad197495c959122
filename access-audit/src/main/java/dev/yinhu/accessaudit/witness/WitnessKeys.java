package dev.yinhu.accessaudit.witness;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.checkpoint.Base64Text;
import dev.yinhu.accessaudit.note.KeyType;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.database.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The private keys of a witness in its folder: one line each, {@code
 * PRIVATE+KEY+name+id+base64(type ‖ seed)}, as Go's note package writes them. Made when there is
 * none.
 */
public final class WitnessKeys {
  private static final String FILE = "witness.key";
  private static final String MARK = "PRIVATE+KEY+";

  private WitnessKeys() {}

  /** True when the folder is that of a witness already. */
  public static boolean areIn(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /**
   * Reads the keys, or makes and keeps them.
   *
   * @param name of a new witness; may be left out when there is a key, and must not differ from it
   * @param mlDsa whether a new witness gets an ML-DSA-44 key beside the Ed25519 one
   * @throws AuditException when there is no key and no name, another name, or a damaged file
   */
  public static List<NoteSigner> open(
      Path folder, Optional<String> name, boolean mlDsa, SecureRandom random) {
    Path file = folder.resolve(FILE);
    try {
      List<NoteSigner> signers = Files.exists(file) ? read(file) : make(file, name, mlDsa, random);
      String known = signers.getFirst().key().name();
      if (name.isPresent() && !name.get().equals(known)) {
        throw new AuditException("the witness in %s is called %s".formatted(folder, known));
      }
      return signers;
    } catch (IOException e) {
      throw new AuditException("the keys of the witness in " + file + " cannot be used", e);
    }
  }

  private static List<NoteSigner> read(Path file) throws IOException {
    List<NoteSigner> signers = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      signers.add(signer(file, line));
    }
    if (signers.isEmpty()) {
      throw new AuditException(file + " is empty; bring the witness's keys back");
    }
    return List.copyOf(signers);
  }

  private static NoteSigner signer(Path file, String line) {
    String[] parts =
        line.startsWith(MARK) ? line.substring(MARK.length()).split("\\+", 3) : new String[0];
    try {
      if (parts.length == 3) {
        byte[] typed = Base64Text.decode(parts[2]);
        byte[] seed = Arrays.copyOfRange(typed, 1, typed.length);
        NoteSigner signer = new NoteSigner(KeyType.of(typed[0]), parts[0], seed);
        if (signer.key().idText().equals(parts[1])) {
          return signer;
        }
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new AuditException("a line of " + file + " is no private key", e);
    }
    throw new AuditException("a line of " + file + " is no private key");
  }

  private static List<NoteSigner> make(
      Path file, Optional<String> name, boolean mlDsa, SecureRandom random) throws IOException {
    String called =
        name.orElseThrow(
            () -> new AuditException("a new witness needs a name, such as witness.example/w1"));
    List<KeyType> types = new ArrayList<>(List.of(KeyType.ED25519_COSIGNATURE));
    if (mlDsa) {
      types.add(KeyType.ML_DSA_44_COSIGNATURE);
    }
    List<NoteSigner> signers = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (KeyType type : types) {
      byte[] seed = new byte[NoteSigner.SEED_BYTES];
      random.nextBytes(seed);
      NoteSigner signer = new NoteSigner(type, called, seed);
      byte[] typed = ByteBuffer.allocate(1 + seed.length).put(type.code()).put(seed).array();
      lines.append(MARK).append(called).append('+').append(signer.key().idText()).append('+');
      lines.append(Base64Text.encode(typed)).append('\n');
      signers.add(signer);
    }
    PrivateFiles.replace(file, lines.toString());
    return List.copyOf(signers);
  }
}
