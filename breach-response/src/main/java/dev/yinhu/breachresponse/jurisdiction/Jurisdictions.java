package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.breachresponse.datafile.DataRefused;
import dev.yinhu.breachresponse.datafile.DataText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The duties of all jurisdictions. Immutable. */
public final class Jurisdictions {
  private static final List<String> SHIPPED =
      List.of("cn-pipl.yaml", "cn-cac.yaml", "cn-ndr.yaml", "cn-minors.yaml", "eu-gdpr.yaml");

  private final Map<DutyName, Duty> duties;

  private Jurisdictions(List<Jurisdiction> all) {
    Map<String, Jurisdiction> byKey = new TreeMap<>();
    all.forEach(each -> byKey.put(each.key(), each));
    this.duties = new TreeMap<>();
    byKey.values().forEach(each -> each.duties().forEach(duty -> duties.put(duty.name(), duty)));
  }

  /** Those that are shipped. */
  public static Jurisdictions shipped() {
    return with(List.of());
  }

  /**
   * Those that are shipped, and files of the organisation's own. A file with the key of a shipped
   * one replaces it, which is how a working target or a duty that nobody checked is settled.
   *
   * @throws DataRefused with every problem of every file
   */
  public static Jurisdictions with(List<Path> files) {
    List<DataText> texts = new ArrayList<>();
    SHIPPED.forEach(name -> texts.add(DataText.shipped(Jurisdictions.class, name)));
    files.forEach(file -> texts.add(DataText.of(file)));
    return of(texts);
  }

  static Jurisdictions of(List<DataText> texts) {
    List<String> problems = new ArrayList<>();
    List<Jurisdiction> read = new ArrayList<>();
    texts.forEach(text -> JurisdictionFile.read(text, problems).ifPresent(read::add));
    if (!problems.isEmpty()) {
      throw new DataRefused(problems);
    }
    return new Jurisdictions(read);
  }

  /** The duties in force on these facts, by name. */
  public List<Duty> inForce(Facts facts) {
    return duties.values().stream().filter(duty -> duty.inForce(facts)).toList();
  }

  /** One of them; empty when there is none of that name. */
  public Optional<Duty> duty(DutyName name) {
    return Optional.ofNullable(duties.get(name));
  }

  /** All of them, by name. */
  public List<Duty> all() {
    return List.copyOf(duties.values());
  }
}
