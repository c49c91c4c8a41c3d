import ComponentTypes
import Diagnostics
import Testing

@testable import WIT

@Suite struct ConformanceTests {
  /// The error's messages with their places, for the tables.
  private func describe(_ error: WITError) -> String {
    error.diagnostics.map { diagnostic in
      var place = ""
      if case .text(let source, let labels) = diagnostic.location, let label = labels.first {
        let line = source.text.utf8.prefix(label.span.start).count { $0 == UInt8(ascii: "\n") } + 1
        place = "line \(line): "
      }
      return "\(diagnostic.code) \(place)\(diagnostic.message)"
    }.joined(separator: " | ")
  }

  private func cases(_ folder: String) -> [[Substring]] {
    let table = Files.text(folder + "/wasm-tools-expect.tsv") ?? ""
    return table.split(separator: "\n").dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
  }

  /// Cases that cannot be read by this room alone, with the reason.
  private static let skipped = [
    "kinds-of-deps": "two of its packages are a binary and component text: PresentationTests read it"
  ]

  @Test func readsWhatOtherToolsRead() throws {
    guard let folder = SharedData.folder("conformance/wit") else { return }
    var read = 0
    var refused = 0
    var rows: [String] = []
    for row in cases(folder) {
      let name = String(row[0])
      let path = folder + "/wit-parser-ui/" + name
      if let reason = Self.skipped[name] {
        rows.append("skip \(name): \(reason)")
        continue
      }
      if name.hasSuffix(".wat") {
        rows.append("skip \(name): component text, which this room does not read")
        continue
      }
      let features = FeatureSelection(["active"])
      if row[1] == "parse" {
        do {
          for features in [features, .stable, .all] {
            let isWanted = features == FeatureSelection(["active"])
            // Other features may leave a name without what it stands for.
            if !isWanted, (try? Files.resolve(path, features: features)) == nil { continue }
            if let difference = try RoundTrip.difference(at: path, features: features) {
              rows.append("\(difference): \(name)")
            } else if isWanted {
              read += 1
            }
          }
        } catch {
          rows.append("FAIL parse \(name): \(describe(error))")
        }
      } else {
        do {
          _ = try Files.resolve(path, features: features)
          rows.append("FAIL accepted \(name) (\(row.last ?? ""))")
        } catch {
          refused += 1
          print("refused \(name): \(describe(error))   [\(row.last ?? "")]")
        }
      }
    }
    print("wit-parser-ui: \(read) read and printed alike, \(refused) refused")
    for row in rows { print(row) }
    #expect(rows.allSatisfy { $0.hasPrefix("skip") })
  }

  @Test func loadsWASI() throws {
    guard let folder = SharedData.folder("conformance/wasi") else { return }
    for name in Files.names(in: folder) where Files.isDirectory(folder + "/" + name) {
      do {
        // wasi:tls is unstable as a whole.
        for features in [FeatureSelection(["tls"]), .all] {
          let difference = try RoundTrip.difference(at: folder + "/" + name, features: features)
          #expect(difference == nil, "\(name)")
        }
        print("wasi \(name): printed alike")
      } catch {
        Issue.record("\(name): \(describe(error))")
      }
    }
  }

  @Test func parsesTheWITOfComponentCases() throws {
    guard let shared = SharedData.folder("conformance/wit") else { return }
    var folders = Files.names(in: shared).filter { $0.hasPrefix("wit-component-") }.map { shared + "/" + $0 }
    var count = 0
    var emptyRecords = 0
    var failures: [String] = []
    while let folder = folders.popLast() {
      for name in Files.names(in: folder) {
        let path = folder + "/" + name
        if Files.isDirectory(path) {
          folders.append(path)
        } else if name.hasSuffix(".wit") {
          count += 1
          let source = try WITSource(name: path, bytes: Files.bytes(path) ?? [])
          var parser = Parser(SourceText(name: path, text: source.text))
          _ = parser.file()
          if parser.problems.isEmpty { continue }
          // WIT.md's grammar has no empty record; three cases hold one.
          if path.contains("/wit-component-merge/success/"),
            parser.problems.allSatisfy({ $0.kind == .empty("a record") })
          {
            emptyRecords += 1
          } else {
            failures.append(describe(WITError(parser.problems)) + " " + path)
          }
        }
      }
    }
    print(
      "wit-component: \(count - failures.count - emptyRecords) of \(count) parse, "
        + "\(emptyRecords) refused for empty records as WIT.md has it")
    for failure in failures { print(failure) }
    #expect(count > 0 && failures.isEmpty)
  }
}
