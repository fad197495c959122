/**
 * The types and detectors that ship with us, as data.
 *
 * <p>{@link dev.yinhu.piiscanner.catalogue.TypeCatalogue} tells what each type is called, how
 * sensitive it is by which law or standard, and from which confidence on it is told; {@link
 * dev.yinhu.piiscanner.catalogue.BuiltInRules} reads the files under {@code detectors}.
 */
@NullMarked
package dev.yinhu.piiscanner.catalogue;

import org.jspecify.annotations.NullMarked;
