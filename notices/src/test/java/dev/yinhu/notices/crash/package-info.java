/** Nodes that are killed while they send. */
package dev.yinhu.notices.crash;
