package dev.yinhu.subjectrights.certificate;

import dev.yinhu.subjectrights.CaseId;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The certificates that were issued. Blocks; safe for use by many threads. */
public final class Certificates {
  private final CertificateStore store;

  /** The schema {@code rights} is migrated. */
  public Certificates(Jdbi jdbi) {
    this.store = new CertificateStore(jdbi);
  }

  /** The certificate of the case, a signed note. */
  public Optional<String> of(CaseId id) {
    return store.find(id);
  }
}
