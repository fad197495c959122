package dev.yinhu.register;

import java.util.Optional;

/**
 * How a field is hidden.
 *
 * @param suite the cipher suite
 * @param index blind index, when the field can be searched by equality
 * @param tokens token settings, when tokens may be made
 */
public record Protection(
    Suite suite, Optional<IndexSettings> index, Optional<TokenSettings> tokens) {}
