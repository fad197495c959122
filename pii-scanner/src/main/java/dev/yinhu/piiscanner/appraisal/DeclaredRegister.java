package dev.yinhu.piiscanner.appraisal;

import dev.yinhu.piiscanner.WrongSettings;
import dev.yinhu.piiscanner.necessity.FieldUse;
import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterException;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.Suite;
import dev.yinhu.register.reading.Problem;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.register.reading.RegisterReading;
import dev.yinhu.register.reading.RegisterSources;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The register that a scan is held against, and what is known of the use of its fields.
 *
 * @param version what it is called, for people
 */
public record DeclaredRegister(Register register, String version, FieldUse use) {
  /**
   * That of files; nothing is known of the use of its fields.
   *
   * @param files files, and folders whose {@code .yaml} files are read
   * @param directory where relative ones begin
   * @param clock tells whether contracts have run out
   * @throws WrongSettings telling all that is wrong with them, or which cannot be read
   */
  public static DeclaredRegister ofFiles(List<Path> files, Path directory, InstantSource clock) {
    String version = files.stream().map(Path::toString).collect(Collectors.joining(", "));
    try {
      return of(RegisterSources.all(files, directory), version, clock);
    } catch (RegisterException e) {
      throw new WrongSettings(String.valueOf(e.getMessage()));
    }
  }

  /**
   * That of sources; nothing is known of the use of its fields. Fields may be under any suite,
   * since a scan opens nothing.
   *
   * @param version what it is called, for people
   * @param clock tells whether contracts have run out
   * @throws WrongSettings telling all that is wrong with them
   */
  public static DeclaredRegister of(
      List<RegisterSource> sources, String version, InstantSource clock) {
    RegisterReading reading = new RegisterReader(EnumSet.allOf(Suite.class), clock).read(sources);
    Register register =
        reading
            .register()
            .orElseThrow(() ->
                new WrongSettings(
                    "the register has errors; see yinhu register check:%n%s"
                        .formatted(lines(reading))));
    return new DeclaredRegister(register, version, FieldUse.UNKNOWN);
  }

  private static String lines(RegisterReading reading) {
    return reading.problems().stream()
        .map(Problem::toString)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** The same, with what is known of the use of its fields. */
  public DeclaredRegister withUse(FieldUse known) {
    return new DeclaredRegister(register, version, known);
  }

  /** One that declares nothing. */
  static DeclaredRegister none(InstantSource clock) {
    return of(List.of(new RegisterSource("none", "{}\n")), "", clock);
  }
}
