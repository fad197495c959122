package dev.yinhu.service.cli;

import dev.yinhu.crypto.KeyringName;
import picocli.CommandLine.Parameters;

/** Which version of which keyring a command is about. */
final class VersionArguments {

  @Parameters(
      index = "0",
      paramLabel = "KEYRING",
      converter = KeyWords.KeyringConverter.class,
      completionCandidates = KeyWords.Keyrings.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private KeyringName keyring = KeyringName.FIELD;

  @Parameters(index = "1", paramLabel = "VERSION", description = "The number of the version.")
  private int version;

  KeyringName keyring() {
    return keyring;
  }

  int version() {
    return version;
  }

  @Override
  public String toString() {
    return "version " + version + " of keyring " + keyring.text();
  }
}
