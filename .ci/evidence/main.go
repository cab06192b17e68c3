// Checks evidence of Rekey without any code of Rekey: a bundle, or a whole mirror of the log, with
// Go's own golang.org/x/mod/sumdb/note and tlog. Usage: evidence PLACE VERIFIER_KEY
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: evidence PLACE VERIFIER_KEY")
		os.Exit(2)
	}
	entries, err := check(os.Args[1], strings.TrimSpace(os.Args[2]))
	if err != nil {
		fmt.Println("NOT VERIFIED:", err)
		os.Exit(1)
	}
	fmt.Println("VERIFIED by Go:", entries, "entries")
}

func check(place, key string) (int64, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return 0, err
	}
	tree, err := open(filepath.Join(place, "checkpoint"), verifier)
	if err != nil {
		return 0, err
	}
	if _, err := os.Stat(filepath.Join(place, "tile")); err == nil {
		return tree.N, mirror(place, tree)
	}
	return bundle(place, tree, verifier)
}

func open(file string, verifier note.Verifier) (tlog.Tree, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	return tree(text, verifier)
}

// tree reads a checkpoint: its first three lines are the log's name, its size and its root.
func tree(text []byte, verifier note.Verifier) (tlog.Tree, error) {
	signed, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("the checkpoint is not one of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func bundle(place string, tree tlog.Tree, verifier note.Verifier) (int64, error) {
	proofs, err := filepath.Glob(filepath.Join(place, "proofs", "*.tlog-proof"))
	if err != nil || len(proofs) == 0 {
		return 0, fmt.Errorf("%s holds no proofs", place)
	}
	for _, file := range proofs {
		if err := proven(place, file, tree, verifier); err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
	}
	return int64(len(proofs)), nil
}

func proven(place, file string, of tlog.Tree, verifier note.Verifier) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	head, checkpoint, found := strings.Cut(string(text), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return fmt.Errorf("it is no tlog-proof")
	}
	inside, err := tree([]byte(checkpoint), verifier)
	if err != nil {
		return err
	}
	if inside != of {
		return fmt.Errorf("it is about another checkpoint")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		path = append(path, hash)
	}
	name := strings.TrimSuffix(filepath.Base(file), ".tlog-proof")
	entry, err := os.ReadFile(filepath.Join(place, "entries", name+".json"))
	if err != nil {
		return err
	}
	return tlog.CheckRecord(path, of.N, of.Hash, index, tlog.RecordHash(entry))
}

// mirror hashes every entry anew, and compares the tree of them with every tile that it needs.
func mirror(place string, tree tlog.Tree) error {
	var hashes store
	for first := int64(0); first < tree.N; first += 256 {
		width := min(256, tree.N-first)
		entries, err := os.ReadFile(filepath.Join(place, name("entries", first/256, width)))
		if err != nil {
			return err
		}
		for n := int64(0); n < width; n++ {
			if len(entries) < 2 {
				return fmt.Errorf("entry %d is cut off", first+n)
			}
			length := int(binary.BigEndian.Uint16(entries))
			if len(entries) < 2+length {
				return fmt.Errorf("entry %d is cut off", first+n)
			}
			added, err := tlog.StoredHashes(first+n, entries[2:2+length], hashes)
			if err != nil {
				return err
			}
			hashes = append(hashes, added...)
			entries = entries[2+length:]
		}
		if len(entries) != 0 {
			return fmt.Errorf("there is more in the bundle of entry %d", first)
		}
	}
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return fmt.Errorf("the entries do not lead to the root of the checkpoint")
	}
	return tiles(place, tree, hashes)
}

func tiles(place string, tree tlog.Tree, hashes store) error {
	for level := 0; tree.N>>(8*level) > 0; level++ {
		count := tree.N >> (8 * level)
		for first := int64(0); first < count; first += 256 {
			width := min(256, count-first)
			tile := tlog.Tile{H: 8, L: level, N: first / 256, W: int(width)}
			expected, err := tlog.ReadTileData(tile, hashes)
			if err != nil {
				return err
			}
			file := name(strconv.Itoa(level), first/256, width)
			found, err := os.ReadFile(filepath.Join(place, file))
			if err != nil {
				return err
			}
			if string(found) != string(expected) {
				return fmt.Errorf("%s is not the tile of the entries", file)
			}
		}
	}
	return nil
}

func name(level string, number, width int64) string {
	path := fmt.Sprintf("%03d", number%1000)
	for rest := number / 1000; rest > 0; rest /= 1000 {
		path = fmt.Sprintf("x%03d/%s", rest%1000, path)
	}
	if width < 256 {
		path = fmt.Sprintf("%s.p/%d", path, width)
	}
	return "tile/" + level + "/" + path
}

// store is the tree as tlog keeps it.
type store []tlog.Hash

func (s store) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(s)) {
			return nil, fmt.Errorf("there is no hash %d", index)
		}
		found[i] = s[index]
	}
	return found, nil
}
