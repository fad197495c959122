package dev.yinhu.breachresponse.severity;

import dev.yinhu.register.EnisaClass;
import dev.yinhu.register.SourceStatus;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of ENISA's method.
 *
 * @param source where they were read
 * @param status how well they are supported
 * @param data the base of DPC by class of data
 * @param least DPC is never lower after adjusting
 * @param most DPC is never higher after adjusting
 * @param adjustments what moves DPC, by key
 * @param identification EI by key
 * @param circumstances what CB adds up, by circumstance and answer
 * @param bands lowest first
 */
public record EnisaTable(
    String source,
    SourceStatus status,
    Map<EnisaClass, BigDecimal> data,
    BigDecimal least,
    BigDecimal most,
    Map<String, Adjustment> adjustments,
    Map<String, BigDecimal> identification,
    Map<String, Map<String, BigDecimal>> circumstances,
    List<Band> bands) {
  /** The circumstances that every assessment answers. */
  public static final List<String> CIRCUMSTANCES =
      List.of("confidentiality", "integrity", "availability", "intent");

  /** Copies what it is given, in its order. */
  public EnisaTable {
    data = Collections.unmodifiableMap(new EnumMap<>(data));
    adjustments = Collections.unmodifiableMap(new LinkedHashMap<>(adjustments));
    identification = Collections.unmodifiableMap(new LinkedHashMap<>(identification));
    circumstances = Collections.unmodifiableMap(new LinkedHashMap<>(circumstances));
    bands = List.copyOf(bands);
  }

  /**
   * What moves DPC up or down.
   *
   * @param step by how much, once
   */
  public record Adjustment(String key, BigDecimal step, String zh, String en) {}

  /**
   * A band of the score.
   *
   * @param from its lower edge, which belongs to it
   */
  public record Band(String key, BigDecimal from) {}
}
