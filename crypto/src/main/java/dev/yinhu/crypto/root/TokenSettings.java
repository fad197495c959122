package dev.yinhu.crypto.root;

import java.nio.file.Path;

/**
 * A key in a PKCS#11 token.
 *
 * @param module the driver's shared library
 * @param token the token's label; slots are looked through for it
 * @param pin where the user's PIN is, read anew at each contact
 * @param key the label of an AES key of 256 bits in the token
 */
public record TokenSettings(Path module, String token, SecretFile pin, String key) {}
