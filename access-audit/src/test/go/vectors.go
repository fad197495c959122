package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"golang.org/x/mod/sumdb/tlog"
)

const leaves = 70000

type root struct {
	Size int64  `json:"size"`
	Root string `json:"root"`
}

type inclusion struct {
	Index  int64    `json:"index"`
	Size   int64    `json:"size"`
	Hashes []string `json:"hashes"`
}

type consistency struct {
	From   int64    `json:"from"`
	To     int64    `json:"to"`
	Hashes []string `json:"hashes"`
}

type tile struct {
	Level  int    `json:"level"`
	Number int64  `json:"number"`
	Width  int    `json:"width"`
	Sha256 string `json:"sha256"`
}

// memory holds all stored hashes of a tree.
type memory struct{ hashes []tlog.Hash }

func (m *memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	read := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		read[i] = m.hashes[index]
	}
	return read, nil
}

// writeVectors prints roots, proofs and tiles of a tree whose leaf i is the text "leaf i".
func writeVectors(out io.Writer) {
	tree := &memory{}
	for i := int64(0); i < leaves; i++ {
		hashes, err := tlog.StoredHashes(i, []byte(fmt.Sprintf("leaf %d", i)), tree)
		must(err)
		tree.hashes = append(tree.hashes, hashes...)
	}
	sizes := []int64{1, 2, 3, 7, 8, 9, 33, 255, 256, 257, 1000, 65535, 65536, 65537, leaves}
	fmt.Fprintf(out, "{\n \"about\": %q,\n",
		"Made with golang.org/x/mod/sumdb/tlog; leaf i is the text \"leaf i\". The sha256 of a tile is that of its bytes.")
	section(out, "roots", roots(tree, sizes), ",")
	section(out, "inclusion", inclusions(tree, sizes), ",")
	section(out, "consistency", consistencies(tree, sizes), ",")
	section(out, "tiles", tiles(tree, []int64{256, 300, leaves}), "")
	fmt.Fprintln(out, "}")
}

func roots(tree *memory, sizes []int64) (all []any) {
	for _, size := range sizes {
		hash, err := tlog.TreeHash(size, tree)
		must(err)
		all = append(all, root{size, hex.EncodeToString(hash[:])})
	}
	return all
}

func inclusions(tree *memory, sizes []int64) (all []any) {
	for _, size := range sizes {
		seen := map[int64]bool{}
		for _, index := range []int64{0, size / 3, 256, size - 1} {
			if index < size && !seen[index] {
				seen[index] = true
				proof, err := tlog.ProveRecord(size, index, tree)
				must(err)
				all = append(all, inclusion{index, size, texts(proof)})
			}
		}
	}
	return all
}

func consistencies(tree *memory, sizes []int64) (all []any) {
	for a, from := range sizes {
		for b, to := range sizes {
			if from < to && (a*7+b*5)%4 == 0 {
				proof, err := tlog.ProveTree(to, from, tree)
				must(err)
				all = append(all, consistency{from, to, texts(proof)})
			}
		}
	}
	return all
}

func tiles(tree *memory, sizes []int64) (all []any) {
	for _, size := range sizes {
		for _, t := range tlog.NewTiles(8, 0, size) {
			hashes := size >> (8 * t.L)
			last := t.N == hashes/256 && int64(t.W) == hashes%256
			if last || t.W == 256 && t.N%136 == 0 {
				data, err := tlog.ReadTileData(t, tree)
				must(err)
				sum := sha256.Sum256(data)
				all = append(all, tile{t.L, t.N, t.W, hex.EncodeToString(sum[:])})
			}
		}
	}
	return all
}

func texts(hashes []tlog.Hash) []string {
	all := []string{}
	for _, hash := range hashes {
		all = append(all, hex.EncodeToString(hash[:]))
	}
	return all
}

func section(out io.Writer, name string, all []any, end string) {
	fmt.Fprintf(out, " %q: [\n", name)
	for i, each := range all {
		line, err := json.Marshal(each)
		must(err)
		comma := ","
		if i == len(all)-1 {
			comma = ""
		}
		fmt.Fprintf(out, "  %s%s\n", line, comma)
	}
	fmt.Fprintf(out, " ]%s\n", end)
}
