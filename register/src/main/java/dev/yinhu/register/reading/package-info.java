/**
 * Reads a register from YAML and tells everything that is wrong with it in one go.
 *
 * <p>{@link dev.yinhu.register.reading.RegisterReader} is the entry. Its way through a text: {@code
 * YamlDocuments} parses within bounds and refuses duplicate keys and alias bombs; {@code Sections}
 * sorts the resources of all files by kind; then one reader per kind builds the model over the
 * typed view {@code YamlMap}, each adding to the same {@code Problems}. References to names that
 * may stand later or in another file are checked once all names are known.
 *
 * <p>What a register may say beyond Fideslang's own keys stands under {@code yinhu}. The categories
 * that ship with us are a manifest of the same form, read by the same code ({@code taxonomy.yaml}).
 */
@NullMarked
package dev.yinhu.register.reading;

import org.jspecify.annotations.NullMarked;
