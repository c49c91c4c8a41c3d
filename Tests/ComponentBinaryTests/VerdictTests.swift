import ComponentBinary
import Diagnostics
import Testing

/// Verdicts on binaries that a reference tool has judged.
///
/// The manifest is made outside the repository: a line a binary, with tabs between its path, `valid`, `invalid` or
/// `malformed`, the script it came from, the line there and the message expected.
@Suite struct VerdictTests {
  @Test(.enabled(if: environment("WITSCOPE_COMPONENT_MANIFEST") != nil, "WITSCOPE_COMPONENT_MANIFEST is not set"))
  func agreesWithTheReferenceVerdicts() throws {
    let path = try #require(environment("WITSCOPE_COMPONENT_MANIFEST"))
    let lines = String(decoding: try #require(readFile(path)), as: UTF8.self).split(separator: "\n")
    var table: [String: (agreed: Int, differed: Int, unsupported: Int)] = [:]
    for line in lines {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count >= 4, let bytes = readFile(cells[0]), isComponent(bytes) else { continue }
      let features: ComponentFeatures = cells[2].contains("missing-features") ? .baseline : .all
      var counts = table[cells[2]] ?? (0, 0, 0)
      do {
        _ = try decodeComponent(bytes, features: features)
        if cells[1] == "valid" {
          counts.agreed += 1
        } else {
          counts.differed += 1
          print("ACCEPTED \(cells[2]):\(cells[3]) \(cells[0]) want: \(cells.count > 4 ? cells[4] : "")")
        }
      } catch {
        if cells[1] != "valid" {
          counts.agreed += 1
          if environment("WITSCOPE_VERBOSE") != nil {
            print(
              "REASON \(cells[2]):\(cells[3]) | \(cells.count > 4 ? cells[4] : "") | \(error.diagnostics[0].message)")
          }
        } else if error.isUnsupported {
          counts.unsupported += 1
          print("UNSUPPORTED \(cells[2]):\(cells[3]) \(error.diagnostics[0].message)")
        } else {
          counts.differed += 1
          print("REFUSED \(cells[2]):\(cells[3]) \(cells[0]) \(error.diagnostics[0].message) at \(error.offset)")
        }
      }
      table[cells[2]] = counts
    }
    var total = (agreed: 0, differed: 0, unsupported: 0)
    for (name, counts) in table.sorted(by: { $0.key < $1.key }) {
      print("\(name): \(counts.agreed) agree, \(counts.differed) differ, \(counts.unsupported) unsupported")
      total = (
        total.agreed + counts.agreed, total.differed + counts.differed, total.unsupported + counts.unsupported
      )
    }
    print("TOTAL \(total.agreed) agree, \(total.differed) differ, \(total.unsupported) unsupported")
    #expect(total.agreed > 0)
  }
}
