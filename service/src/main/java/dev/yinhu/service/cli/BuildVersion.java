package dev.yinhu.service.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"yinhu " + bare()};
  }

  /** Without the name. */
  static String bare() {
    var version = BuildVersion.class.getPackage().getImplementationVersion();
    return version == null ? "(not built as a jar)" : version;
  }
}
