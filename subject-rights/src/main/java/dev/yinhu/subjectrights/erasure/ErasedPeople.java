package dev.yinhu.subjectrights.erasure;

import dev.yinhu.crypto.SealedSecrets;
import dev.yinhu.crypto.mac.KeyedHash;
import dev.yinhu.crypto.mac.MacAlgorithm;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.CaseId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * Who was erased, so that people who come back with the backup of a store are known. Holds keyed
 * hashes of ids; who has only the database cannot even try ids out. Durable; blocks; safe for use
 * by many threads and nodes.
 */
public final class ErasedPeople {
  private static final String NAME = "erased-people-key";

  private final ErasedPeopleStore store;
  private final Supplier<SealedSecrets> secrets;
  private final SecureRandom random;
  private final InstantSource clock;

  /** The schema {@code rights} is migrated. */
  public ErasedPeople(
      Jdbi jdbi, Supplier<SealedSecrets> secrets, SecureRandom random, InstantSource clock) {
    this.store = new ErasedPeopleStore(jdbi);
    this.secrets = secrets;
    this.random = random;
    this.clock = clock;
  }

  void note(SubjectId person, CaseId id) {
    store.add(pseudonym(hash(), person), id, clock.instant());
  }

  /**
   * Those of them who were erased, with the newest case each.
   *
   * @param since those only who were then or later
   */
  Map<SubjectId, CaseId> among(List<SubjectId> people, Instant since) {
    KeyedHash hash = hash();
    Map<String, SubjectId> byPseudonym = new HashMap<>();
    people.forEach(person -> byPseudonym.put(pseudonym(hash, person), person));
    Map<SubjectId, CaseId> erased = new HashMap<>();
    store
        .find(List.copyOf(byPseudonym.keySet()), since)
        .forEach((pseudonym, id) -> {
          SubjectId person = byPseudonym.get(pseudonym);
          if (person != null) {
            erased.put(person, id);
          }
        });
    return erased;
  }

  private static String pseudonym(KeyedHash hash, SubjectId person) {
    return HexFormat.of().formatHex(hash.hash(person.value().getBytes(StandardCharsets.UTF_8)));
  }

  private KeyedHash hash() {
    byte[] key = secrets.get().getOrCreate(NAME, this::fresh);
    try {
      return new KeyedHash(MacAlgorithm.HMAC_SHA256, key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] fresh() {
    byte[] key = new byte[MacAlgorithm.BYTES];
    random.nextBytes(key);
    return key;
  }
}
