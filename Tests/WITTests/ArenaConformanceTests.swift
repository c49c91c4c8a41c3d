import Diagnostics
import Testing

@testable import WIT

/// Resolved packages as other tools write them, over the shared conformance data.
@Suite struct ArenaConformanceTests {
  private func rows(_ folder: String) -> [[String]] {
    let table = Files.text(folder + "/wasm-tools-expect.tsv") ?? ""
    return table.split(separator: "\n").dropFirst().map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Cases that cannot be read by this room alone, with the reason.
  private static let skipped = ["kinds-of-deps": "two of its packages are binary or component text"]

  @Test func givesTheTreeOfEveryCaseThatOthersAgreeOn() throws {
    guard let folder = SharedData.folder("conformance/wit") else { return }
    var (total, raw, renumbered) = (0, 0, 0)
    var failures: [String] = []
    for row in rows(folder) where row.count > 3 && row[3] == "json-same" {
      let path = folder + "/wit-parser-ui/" + row[0]
      total += 1
      if let reason = Self.skipped[row[0]] {
        print("skip \(row[0]): \(reason)")
        continue
      }
      guard let text = Files.text(path + ".json") ?? Files.text(path + ".wit.json"),
        let expected = JSONReader.read(text)
      else {
        failures.append("\(row[0]): no JSON to compare with")
        continue
      }
      do {
        let tree = try Files.arenas(path, features: FeatureSelection(["active"])).tree
        if tree == expected { raw += 1 }
        let (ours, theirs) = (RenumberedTree.lines(of: tree), RenumberedTree.lines(of: expected))
        if ours == theirs {
          renumbered += 1
          if tree != expected { print("renumbered only: \(row[0])") }
        } else {
          failures.append("\(row[0]): differs")
          for line in ours where !theirs.contains(line) { failures.append("  ours   \(line)") }
          for line in theirs where !ours.contains(line) { failures.append("  theirs \(line)") }
        }
      } catch {
        failures.append("\(row[0]): \(error.diagnostics.map(\.message))")
      }
    }
    print("wit-parser-ui: \(raw) of \(total) equal as they are, \(renumbered) of \(total) after renumbering")
    for failure in failures { print(failure) }
    #expect(total > 0 && failures.isEmpty)
    #expect(raw == total - Self.skipped.count)
  }
}
