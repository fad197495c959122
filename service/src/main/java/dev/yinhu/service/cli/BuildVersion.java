package dev.yinhu.service.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    var version = BuildVersion.class.getPackage().getImplementationVersion();
    return new String[] {"yinhu " + (version == null ? "(not built as a jar)" : version)};
  }
}
