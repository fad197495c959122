package main

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// service reads a running log over HTTP.
type service struct {
	address  string
	token    string
	verifier note.Verifier
}

func (s *service) get(path string) []byte {
	request, err := http.NewRequest("GET", s.address+path, nil)
	must(err)
	request.Header.Set("Authorization", "Bearer "+s.token)
	answer, err := http.DefaultClient.Do(request)
	must(err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(err)
	if answer.StatusCode != 200 {
		must(fmt.Errorf("%s: %s %s", path, answer.Status, body))
	}
	return body
}

// Height, ReadTiles and SaveTiles make it a tlog.TileReader. C2SP names tiles without their height.
func (s *service) Height() int { return 8 }

func (s *service) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(wanted))
	for i, t := range wanted {
		data[i] = s.get("/audit/log/" + strings.Replace(t.Path(), "tile/8/", "tile/", 1))
	}
	return data, nil
}

func (s *service) SaveTiles([]tlog.Tile, [][]byte) {}

// tree opens a signed checkpoint.
func (s *service) tree(checkpoint []byte) tlog.Tree {
	opened, err := note.Open(checkpoint, note.VerifierList(s.verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if lines[0] != s.verifier.Name() {
		must(errors.New("a checkpoint of another log"))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	hash, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: hash}
}

// check verifies a running log: signature, all tiles and entries, and proofs of every kind.
func check(address, verifierKey, token string) {
	verifier, err := note.NewVerifier(verifierKey)
	must(err)
	s := &service{address, token, verifier}
	tree := s.tree(s.get("/audit/log/checkpoint"))
	reader := tlog.TileHashReader(tree, s)
	root, err := tlog.TreeHash(tree.N, reader)
	must(err)
	if root != tree.Hash {
		must(errors.New("the tiles do not give the root of the checkpoint"))
	}
	checkEntries(s, tree, reader)
	proofs := checkProofs(s, tree, reader)
	fmt.Printf("%d entries, their tiles and the checkpoint fit; %d proofs hold\n", tree.N, proofs)
}

func checkEntries(s *service, tree tlog.Tree, reader tlog.HashReader) {
	for index := int64(0); index < tree.N; {
		width := tree.N - index
		name := tlog.Tile{H: 8, L: 0, N: index / 256, W: 256}
		if width < 256 {
			name.W = int(width)
		}
		bundle := s.get("/audit/log/" + strings.Replace(name.Path(), "tile/8/0/", "tile/entries/", 1))
		for at := 0; at < name.W; at++ {
			length := int(binary.BigEndian.Uint16(bundle))
			entry := bundle[2 : 2+length]
			bundle = bundle[2+length:]
			stored, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
			must(err)
			if stored[0] != tlog.RecordHash(entry) {
				must(fmt.Errorf("entry %d is not that of its hash", index))
			}
			index++
		}
		if len(bundle) != 0 {
			must(errors.New("bytes behind the last entry of a bundle"))
		}
	}
}

func checkProofs(s *service, tree tlog.Tree, reader tlog.HashReader) int {
	proofs := 0
	for index := int64(0); index < tree.N; index += 1 + tree.N/50 {
		stored, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		must(err)
		text := string(s.get(fmt.Sprintf("/v1/audit/entries/%d/proof", index)))
		head, checkpoint, _ := strings.Cut(text, "\n\n")
		lines := strings.Split(head, "\n")
		if lines[0] != "c2sp.org/tlog-proof@v1" || lines[1] != fmt.Sprintf("index %d", index) {
			must(errors.New("not the tlog-proof that was asked for"))
		}
		of := s.tree([]byte(checkpoint))
		must(tlog.CheckRecord(parsed(lines[2:]), of.N, of.Hash, index, stored[0]))
		proofs++
	}
	for from := int64(1); from <= tree.N; from += 1 + tree.N/50 {
		var answer struct{ Hashes []string }
		must(json.Unmarshal(s.get(fmt.Sprintf("/v1/audit/consistency?from=%d&to=%d", from, tree.N)), &answer))
		old, err := tlog.TreeHash(from, reader)
		must(err)
		must(tlog.CheckTree(parsed(answer.Hashes), tree.N, tree.Hash, from, old))
		proofs++
	}
	return proofs
}

func parsed(texts []string) []tlog.Hash {
	var hashes []tlog.Hash
	for _, text := range texts {
		bytes, err := base64.StdEncoding.Strict().DecodeString(text)
		must(err)
		hashes = append(hashes, tlog.Hash(*(*[32]byte)(bytes)))
	}
	return hashes
}
