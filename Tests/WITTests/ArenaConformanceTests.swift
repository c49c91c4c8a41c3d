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
  private static let skipped = [
    "kinds-of-deps": "two of its packages are a binary and component text: PresentationTests read it"
  ]

  @Test func givesTheTreeOfEveryCaseThatOthersAgreeOn() throws {
    guard let folder = SharedData.folder("conformance/wit") else { return }
    var (total, raw, renumbered, skipped) = (0, 0, 0, 0)
    var failures: [String] = []
    for row in rows(folder) where row.count > 3 && row[3] == "json-same" {
      let path = folder + "/wit-parser-ui/" + row[0]
      total += 1
      if let reason = Self.skipped[row[0]] ?? (row[0].hasSuffix(".wat") ? "component text" : nil) {
        print("skip \(row[0]): \(reason)")
        skipped += 1
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
    #expect(raw == total - skipped)
  }

  /// Where the line differs from what other tools show, and why ours is right all the same.
  private static let otherLines: [String: String] = [
    "parse-fail/async-bad-world3.wit": emptyRecord,
    "parse-fail/import-and-export5.wit": emptyRecord,
    "parse-fail/bad-include2.wit": closingInclude,
    "parse-fail/include-cycle.wit": closingInclude,
    "parse-fail/bad-include3.wit": closingInclude,
    "parse-fail/use-cycle1.wit": closingUse,
    "parse-fail/use-cycle4.wit": closingUse,
    "parse-fail/bad-since-on-include.wit": gate,
    "parse-fail/bad-since-on-interface.wit": gate,
    "parse-fail/bad-since-on-world-import.wit": gate,
    "parse-fail/bad-since-on-world.wit": gate,
    "parse-fail/bad-since-on-type.wit": gate,
    "parse-fail/import-and-export1.wit": transitiveExport,
    "parse-fail/import-and-export2.wit": transitiveExport,
    "parse-fail/import-and-export3.wit": transitiveExport,
    "parse-fail/import-and-export4.wit": transitiveExport,
    "parse-fail/bad-resource8.wit":
      "the first of two methods that are named as their resource: `a` and `[method]a.a` are not strongly unique",
    "parse-fail/use-and-include-world":
      "the `use` at the top, which brings in interfaces only, where others show the include",
    "parse-fail/multiple-package-docs": "the package that is documented again; the comment is the line before it",
    "parse-fail/package-nesting-too-deep.wit":
      "the first nested package: WIT.md's grammar has `nested-package-definition` in a file only, not in itself",
  ]
  private static let emptyRecord = "the record: WIT.md's grammar wants a field, `record-fields ::= record-field | …`"
  private static let closingInclude = "the include that closes the cycle, where others show the world's name"
  private static let closingUse = "the use that closes the cycle, where others show the interface's name"
  private static let gate = "the gate that names the version, where others show the gated item's name"
  private static let transitiveExport = "the export that cannot be, where others show the world's name"

  /// The first `file.wit:line` that a text names as `directory/file.wit:line:column`.
  private static func place(in text: String) -> String? {
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let parts = (word.split(separator: "/").last ?? word).split(separator: ":")
      if parts.count == 3, parts[0].hasSuffix(".wit"), Int(parts[1]) != nil { return "\(parts[0]):\(parts[1])" }
    }
    return nil
  }

  @Test func refusesOnTheLineThatOthersShow() throws {
    guard let folder = SharedData.folder("conformance/wit") else { return }
    var (total, same, elsewhere, withoutPlace) = (0, 0, 0, 0)
    var failures: [String] = []
    for row in rows(folder) where row.count > 1 && row[1] == "reject" {
      let path = folder + "/wit-parser-ui/" + row[0]
      total += 1
      let expected = Self.place(in: Files.text(path + ".result") ?? Files.text(path + ".wit.result") ?? "")
      do {
        _ = try Files.arenas(path, features: FeatureSelection(["active"]))
        failures.append("\(row[0]): accepted")
      } catch {
        var lines: [String] = []
        for diagnostic in error.diagnostics {
          guard case .text(let source, let labels) = diagnostic.location, let label = labels.first else { continue }
          let line = source.text.utf8.prefix(label.span.start).count { $0 == UInt8(ascii: "\n") } + 1
          lines.append("\(source.name.split(separator: "/").last ?? ""):\(line)")
        }
        if expected == nil {
          withoutPlace += 1
          print("\(row[0]): \(lines), others show no place: \(error.diagnostics.map(\.message))")
        } else if lines.first == expected {
          same += 1
        } else if let reason = Self.otherLines[row[0]] {
          elsewhere += 1
          print("\(row[0]): \(lines) for \(expected ?? "no place"): \(reason)")
        } else {
          failures.append("\(row[0]): \(lines) for \(expected ?? "no place"), \(error.diagnostics.map(\.message))")
        }
      }
    }
    print(
      "parse-fail: \(same) of \(total) on the line that others show, \(elsewhere) on another for a reason, "
        + "\(withoutPlace) where others show none")
    for failure in failures { print(failure) }
    #expect(total > 0 && failures.isEmpty)
  }
}
