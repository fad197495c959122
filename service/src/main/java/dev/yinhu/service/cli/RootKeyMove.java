package dev.yinhu.service.cli;

import dev.yinhu.crypto.root.SealKind;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the root key is to be kept from now on.
 *
 * @param to the way
 * @param newPassphrase file of the passphrase to seal with; of no meaning for other ways
 * @param makeKey whether the token may be told to make the key it lacks
 */
public record RootKeyMove(SealKind to, Optional<Path> newPassphrase, boolean makeKey) {}
