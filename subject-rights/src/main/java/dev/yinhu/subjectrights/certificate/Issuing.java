package dev.yinhu.subjectrights.certificate;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.accessaudit.checkpoint.TlogProof;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.proof.PublishedRead;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.cases.StepWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last step of a case: the hash of what was done goes into the access log; when the log has
 * published a checkpoint that covers it, the certificate is signed and kept. Safe for use by many
 * threads.
 */
public final class Issuing implements StepWork {
  private static final Logger LOG = LoggerFactory.getLogger(Issuing.class);

  static final String ACTION = "case-certificate";
  static final String BODY = "body";
  static final String CASE = "case";
  static final String ENTRY = "entry";
  static final String PROOF = "proof";
  private static final String AT = "at";
  private static final Duration SOON = Duration.ofMillis(100);

  /** A checkpoint that is waited for comes sooner than the next turn at the case would. */
  private static final Duration AT_ONCE = Duration.ofMillis(250);

  private final Ground ground;
  private final Content content;
  private final CertificateStore store;

  /**
   * What it stands on; the schema {@code rights} is migrated.
   *
   * @param published the log as it is published
   * @param key what signs certificates; asked when one is signed
   */
  public record Ground(
      Jdbi jdbi,
      AuditLog audit,
      PublishedLog published,
      CertificateKey key,
      String actor,
      InstantSource clock) {}

  /** What a certificate says. */
  @FunctionalInterface
  public interface Content {
    /**
     * Texts, whole numbers, lists and maps of these, from the journal alone: for the same arguments
     * it is always the same. Nothing personal.
     *
     * @param issued when it is issued
     */
    SortedMap<String, Object> of(Case subject, Instant issued);
  }

  /** Nothing is opened or started. */
  public Issuing(Ground ground, Content content) {
    this.ground = ground;
    this.content = content;
    this.store = new CertificateStore(ground.jdbi());
  }

  @Override
  public StepResult attempt(Case subject, Step step) {
    Facts facts = step.result().values().containsKey(ENTRY) ? step.result() : logged(subject);
    long entry = Long.parseLong(facts.values().getOrDefault(ENTRY, "0"));
    return switch (inclusion(entry)) {
      case PublishedRead.Beyond<TlogProof> _ -> new StepResult.Later(SOON, facts);
      case PublishedRead.Pruned<TlogProof> _ -> new StepResult.Human("entry-pruned", facts);
      case PublishedRead.Present<TlogProof>(TlogProof proof) -> {
        store.add(subject.id(), signed(subject, facts, proof), ground.clock().instant());
        yield new StepResult.Done(facts);
      }
    };
  }

  /** While the log publishes nothing, what was logged already must not be logged again. */
  private PublishedRead<TlogProof> inclusion(long entry) {
    try {
      return ground.published().covering(entry, AT_ONCE).inclusion(entry);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new PublishedRead.Beyond<>(0);
    } catch (AuditException e) {
      LOG.info("The access log publishes no proof of entry {} now", entry, e);
      return new PublishedRead.Beyond<>(0);
    }
  }

  private Facts logged(Case subject) {
    Instant now = ground.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    String hash = hash(content.of(subject, now));
    long entry = append(subject, now, hash);
    return Facts.NONE.with(ENTRY, entry).with(AT, now.toString()).with(BODY, hash);
  }

  static String hash(Map<String, ?> body) {
    return HexFormat.of().formatHex(Sha256.digest().digest(CertificateJson.bytes(body)));
  }

  private long append(Case subject, Instant now, String hash) {
    try {
      return ground
          .audit()
          .append(
              new AuditEntry.Admin(
                  now,
                  subject.id().text(),
                  ground.actor(),
                  ACTION,
                  AuditEntry.Phase.DONE,
                  Map.of(CASE, subject.id().text(), BODY, hash)))
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof AuditUnavailable unavailable ? unavailable : e;
    }
  }

  private String signed(Case subject, Facts facts, TlogProof proof) {
    Instant at = Instant.parse(facts.values().getOrDefault(AT, ""));
    byte[] leaf =
        ground
            .audit()
            .entry(proof.index())
            .orElseThrow(() -> new AuditUnavailable("the entry of a certificate is not there"))
            .leaf();
    SortedMap<String, Object> all = new TreeMap<>();
    all.put(BODY, content.of(subject, at));
    all.put(ENTRY, Base64.getEncoder().encodeToString(leaf));
    all.put(PROOF, proof.text());
    return ground.key().sign(CertificateJson.write(all) + "\n");
  }
}
