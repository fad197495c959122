/**
 * The log cut into tiles, as C2SP tlog-tiles lays it out, so that others read and verify it with
 * their own tools.
 *
 * <p>{@link dev.yinhu.accessaudit.tile.TilePath} names a tile or a bundle of entries, {@link
 * dev.yinhu.accessaudit.tile.TiledTree} knows which of them a tree of some size has and gives the
 * tree's nodes from them, {@link dev.yinhu.accessaudit.tile.HashTile} and {@link
 * dev.yinhu.accessaudit.tile.EntryBundles} read what is in them. All of these are pure: the
 * verifier uses them on files as the service does on its database.
 */
@NullMarked
package dev.yinhu.accessaudit.tile;

import org.jspecify.annotations.NullMarked;
