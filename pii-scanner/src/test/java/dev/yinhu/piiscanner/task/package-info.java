/** Tests of what jobs scan. */
@org.jspecify.annotations.NullMarked
package dev.yinhu.piiscanner.task;
