#!/usr/bin/env python3
"""Checks an export of the access log from the specifications alone (hashlib only, no signature):
RFC 6962 hashes, C2SP tlog-tiles, tlog-checkpoint and tlog-proof. Shares no code with the service.
Usage: check_export.py DIRECTORY; exit code 0 when all of it leads to the checkpoint's root."""
import base64
import hashlib
import json
import os
import sys

FULL = 256


def leaf(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def mth(hashes):
    """Merkle tree hash of a list of hashes (RFC 6962 section 2.1), split at a power of two."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while 2 * k < len(hashes):
        k *= 2
    return node(mth(hashes[:k]), mth(hashes[k:]))


def read(*parts):
    with open(os.path.join(root_dir, *parts), "rb") as file:
        return file.read()


def place(number, width):
    text = "%03d" % (number % 1000)
    while number >= 1000:
        number //= 1000
        text = "x%03d/%s" % (number % 1000, text)
    return text if width == FULL else "%s.p/%d" % (text, width)


def width_of(level, number):
    hashes = size >> (8 * level)
    return FULL if number < hashes // FULL else hashes % FULL if number == hashes // FULL else 0


def tile(level, number):
    width = width_of(level, number)
    data = read("tile", str(level), *place(number, width).split("/"))
    assert len(data) == 32 * width, ("length of tile", level, number)
    return [data[i:i + 32] for i in range(0, len(data), 32)]


def bundle(number):
    width = width_of(0, number)
    data = read("tile", "entries", *place(number, width).split("/"))
    entries, at = [], 0
    while at < len(data):
        length = int.from_bytes(data[at:at + 2], "big")
        entry = data[at + 2:at + 2 + length]
        assert len(entry) == length, ("bundle is cut", number)
        entries.append(entry)
        at += 2 + length
    assert len(entries) == width, ("entries of bundle", number)
    return entries


def tree_root():
    """The root from the partial tiles at the right edge: each bit of a width is a subtree."""
    subtrees = []
    level = 7
    while level >= 0:
        hashes = size >> (8 * level)
        if hashes % FULL:
            edge, at = tile(level, hashes // FULL), 0
            for bit in range(7, -1, -1):
                if (hashes % FULL) >> bit & 1:
                    subtrees.append(mth(edge[at:at + (1 << bit)]))
                    at += 1 << bit
        level -= 1
    if not subtrees:
        return mth([])
    value = subtrees[-1]
    for subtree in reversed(subtrees[:-1]):
        value = node(subtree, value)
    return value


def check_block(number):
    """Entries give their tile; the tile and those above give each a hash of the next."""
    assert [leaf(entry) for entry in bundle(number)] == tile(0, number), ("block", number)
    level = 0
    while width_of(level, number) == FULL:
        above = tile(level + 1, number // FULL)
        assert above[number % FULL] == mth(tile(level, number)), ("tile", level, number)
        number //= FULL
        level += 1


def check_proof(name):
    lines = read("proofs", name + ".tlog-proof").decode().split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1", name
    index = int(lines[1].removeprefix("index "))
    assert index == int(name), ("index of proof", name)
    end = lines.index("")
    path = [base64.b64decode(line, validate=True) for line in lines[2:end]]
    assert "\n".join(lines[end + 1:]).encode() == read("checkpoint"), ("checkpoint of", name)
    # RFC 9162 section 2.1.3.2
    fn, sn, value = index, size - 1, leaf(read("proofs", name + ".json"))
    for step in path:
        assert sn > 0, ("proof is too long", name)
        if fn & 1 or fn == sn:
            value = node(step, value)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            value = node(value, step)
        fn, sn = fn >> 1, sn >> 1
    assert sn == 0 and value == root, ("proof", name)


root_dir = sys.argv[1]
manifest = read("manifest.json")
assert read("manifest.sha256").decode() == (
    hashlib.sha256(manifest).hexdigest() + "  manifest.json\n"), "manifest.sha256"
manifest = json.loads(manifest)
listed = {"manifest.json", "manifest.sha256"}
for each in manifest["files"]:
    content = read(each["name"])
    assert len(content) == each["bytes"], each["name"]
    assert hashlib.sha256(content).hexdigest() == each["sha256"], each["name"]
    listed.add(each["name"])
for folder, _, names in os.walk(root_dir):
    for each in names:
        path = os.path.relpath(os.path.join(folder, each), root_dir).replace(os.sep, "/")
        assert path in listed, ("not in the manifest", path)

checkpoint = read("checkpoint").decode().split("\n")
origin, size, root = checkpoint[0], int(checkpoint[1]), base64.b64decode(checkpoint[2])
assert (origin, size) == (manifest["origin"], manifest["size"]), "checkpoint and manifest"
proofs = {n.removeprefix("proofs/").removesuffix(".tlog-proof")
          for n in listed if n.endswith(".tlog-proof")}
assert {"proofs/%s.json" % n for n in proofs} == {
    n for n in listed if n.startswith("proofs/") and n.endswith(".json")}, "each entry has a proof"
for each in proofs:
    check_proof(each)
if manifest["kind"] == "subject":
    assert not any(n.startswith("tile/") for n in listed), "tiles beside single entries"
    print("ok: %d proofs" % len(proofs))
else:
    assert tree_root() == root, "root"
    first, end = manifest["from"], manifest["to"]
    blocks = [n for n in range(first // FULL, (end + FULL - 1) // FULL)]
    kept = [n for n in blocks if "tile/entries/" + place(n, width_of(0, n)) in listed]
    # Pruning takes the beginning of a log, never anything else.
    assert kept == blocks[len(blocks) - len(kept):], "bundles are missing"
    assert manifest["kind"] == "whole" or kept == blocks, "the beginning of the range is missing"
    for block in kept:
        check_block(block)
    for each in proofs:
        assert int(each) < kept[0] * FULL, ("an entry that its bundle has", each)
    print("ok: entries %d to %d of %d and %d held" % (kept[0] * FULL if kept else end, end, size, len(proofs)))
