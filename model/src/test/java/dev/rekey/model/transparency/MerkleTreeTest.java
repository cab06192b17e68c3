package dev.rekey.model.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTreeTest {
  /** The entries, roots and proofs with which Certificate Transparency's own code is tested. */
  private static final List<byte[]> ENTRIES =
      Stream.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .map(HexFormat.of()::parseHex)
          .toList();

  @ParameterizedTest
  @CsvSource({
    "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
  })
  void roots_are_those_that_everybody_computes(int size, String root) {
    assertThat(HexFormat.of().formatHex(tree(ENTRIES).root(size).bytes())).isEqualTo(root);
  }

  @Test
  void proofs_are_those_that_everybody_computes() {
    MerkleTree tree = tree(ENTRIES);
    assertThat(hex(tree.inclusion(5, 8)))
        .containsExactly(
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    assertThat(hex(tree.consistency(6, 8)))
        .containsExactly(
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
  }

  @Test
  void every_leaf_of_every_tree_is_shown_and_no_other_in_its_place() {
    List<byte[]> entries = numbered(70);
    MerkleTree tree = tree(entries);
    for (int size = 1; size <= entries.size(); size++) {
      for (int index = 0; index < size; index++) {
        List<TreeHash> path = tree.inclusion(index, size);
        TreeHash leaf = TreeHash.ofLeaf(entries.get(index));
        assertThat(Proofs.includes(tree.root(size), size, leaf, index, path)).isTrue();
        assertThat(Proofs.includes(tree.root(size), size, TreeHash.EMPTY, index, path)).isFalse();
        assertThat(Proofs.includes(tree.root(size), size, leaf, index + 1, path)).isFalse();
        assertThat(Proofs.includes(tree.root(size), size, leaf, index, longer(path))).isFalse();
      }
    }
  }

  @Test
  void every_tree_is_shown_to_begin_every_later_one_and_no_other() {
    MerkleTree tree = tree(numbered(70));
    MerkleTree other = tree(numbered(71).subList(1, 71));
    for (int smaller = 0; smaller <= 70; smaller++) {
      for (int larger = smaller; larger <= 70; larger++) {
        List<TreeHash> proof = tree.consistency(smaller, larger);
        Checkpoint first = at(tree, smaller);
        assertThat(Proofs.consistent(first, at(tree, larger), proof)).isTrue();
        assertThat(Proofs.consistent(first, at(tree, larger), longer(proof))).isFalse();
        if (smaller > 0) {
          assertThat(Proofs.consistent(at(other, smaller), at(tree, larger), proof)).isFalse();
          assertThat(Proofs.consistent(first, at(other, larger), proof)).isFalse();
        }
      }
    }
  }

  @Test
  void what_is_not_in_the_tree_has_no_proof() {
    MerkleTree tree = tree(ENTRIES);
    assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusion(8, 8));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusion(-1, 8));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.consistency(9, 8));
  }

  private static Checkpoint at(MerkleTree tree, int size) {
    return new Checkpoint("example.org/log", size, tree.root(size));
  }

  private static List<TreeHash> longer(List<TreeHash> path) {
    List<TreeHash> longer = new ArrayList<>(path);
    longer.add(TreeHash.EMPTY);
    return longer;
  }

  private static List<byte[]> numbered(int count) {
    return Stream.iterate(0, n -> n + 1)
        .limit(count)
        .map(n -> ("entry " + n).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static List<String> hex(List<TreeHash> hashes) {
    return hashes.stream().map(hash -> HexFormat.of().formatHex(hash.bytes())).toList();
  }

  /** A tree that hashes everything anew for each question. */
  private static MerkleTree tree(List<byte[]> entries) {
    return new MerkleTree((height, index) -> subtree(entries, height, (int) index));
  }

  private static TreeHash subtree(List<byte[]> entries, int height, int index) {
    return height == 0
        ? TreeHash.ofLeaf(entries.get(index))
        : TreeHash.over(
            subtree(entries, height - 1, 2 * index), subtree(entries, height - 1, 2 * index + 1));
  }
}
