package dev.yinhu.breachresponse.incident;

import java.time.Instant;
import java.util.List;

/**
 * Something that was secured for an incident; the thing itself is kept elsewhere.
 *
 * @param sha256 64 hexadecimal digits
 * @param keptWhere such as the number of a safe or the name of a sealed store
 * @param custody who had it, from the collecting on
 */
public record Evidence(
    long id,
    String name,
    String sha256,
    long bytes,
    String keptWhere,
    Instant collectedAt,
    List<CustodyLine> custody) {
  public Evidence {
    custody = List.copyOf(custody);
  }
}
