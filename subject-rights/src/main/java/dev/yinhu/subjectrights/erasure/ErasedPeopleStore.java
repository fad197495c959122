package dev.yinhu.subjectrights.erasure;

import dev.yinhu.subjectrights.CaseId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.erased_person}. Safe for use by many threads and nodes. */
final class ErasedPeopleStore {
  private final Jdbi jdbi;

  ErasedPeopleStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Notes a person by the hash of their id, in hexadecimal. */
  void add(String pseudonym, CaseId id, Instant now) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into rights.erased_person (pseudonym, case_id, erased_at)
                values (:pseudonym, :id, :now) on conflict do nothing
                """)
            .bind("pseudonym", HexFormat.of().parseHex(pseudonym))
            .bind("id", id.text())
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** The newest case of each of these that was erased then or later. */
  Map<String, CaseId> find(List<String> pseudonyms, Instant since) {
    Map<String, CaseId> found = new HashMap<>();
    if (pseudonyms.isEmpty()) {
      return found;
    }
    jdbi.useHandle(handle ->
        handle
            .createQuery(
                """
                select distinct on (pseudonym) encode(pseudonym, 'hex') as hash, case_id
                from rights.erased_person
                where pseudonym in
                  (select decode(one, 'hex') from unnest(cast(:hashes as text[])) one)
                  and erased_at >= :since
                order by pseudonym, erased_at desc
                """)
            .bind("since", since.atOffset(ZoneOffset.UTC))
            .bindArray("hashes", String.class, pseudonyms)
            .map((row, _) -> Map.entry(row.getString("hash"), new CaseId(row.getString("case_id"))))
            .forEach(one -> found.put(one.getKey(), one.getValue())));
    return found;
  }
}
