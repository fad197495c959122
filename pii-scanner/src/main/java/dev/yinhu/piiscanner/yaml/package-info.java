/**
 * Reading of the YAML files that people write for the scanner: detectors, suppressions, profiles.
 *
 * <p>{@link dev.yinhu.piiscanner.yaml.YamlDocument} gives the mapping at the root; each {@link
 * dev.yinhu.piiscanner.yaml.YamlNode} is asked for the keys that it may have and then {@linkplain
 * dev.yinhu.piiscanner.yaml.YamlNode#refuseOthers refuses the others}. All that is wrong is
 * collected as {@linkplain dev.yinhu.piiscanner.yaml.YamlProblem problems} with file and line, so
 * that it is told in one go.
 */
@NullMarked
package dev.yinhu.piiscanner.yaml;

import org.jspecify.annotations.NullMarked;
