/**
 * How a person's data hang together, derived from the register: from the columns that hold the
 * platform's id of a person, along the references between fields, to every collection that holds
 * personal data; and in which order these are read and erased.
 *
 * <p>The tour. {@link dev.yinhu.register.graph.DataGraph#of} derives it; a {@link
 * dev.yinhu.register.graph.Node} is one collection with the {@linkplain
 * dev.yinhu.register.graph.Reach ways} by which a person's rows in it are found. What cannot be
 * found, or has no order, is a {@link dev.yinhu.register.graph.GraphProblem}: a collection left out
 * silently would look like one that holds nothing.
 */
@NullMarked
package dev.yinhu.register.graph;

import org.jspecify.annotations.NullMarked;
