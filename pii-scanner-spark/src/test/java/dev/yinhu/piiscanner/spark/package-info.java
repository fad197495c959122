/** Tests on a real Spark with two threads, over real files and a real PostgreSQL. */
@NullMarked
package dev.yinhu.piiscanner.spark;

import org.jspecify.annotations.NullMarked;
