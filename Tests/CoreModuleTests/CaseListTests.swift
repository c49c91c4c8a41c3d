import Diagnostics
import Testing

@testable import CoreModule

/// Modules with the verdicts that another tool gave, listed outside the repository.
///
/// The variable WITSCOPE_CORE_CASES names a file with tab-separated lines: the verdict (`valid`, `refused`, `malformed`,
/// `invalid`), a group, a name, a path. Two verdicts may be joined by a slash where both are right.
struct CaseListTests {
  static let list = ModuleFiles.environment("WITSCOPE_CORE_CASES")

  @Test(.enabled(if: list != nil, "WITSCOPE_CORE_CASES is unset"))
  func agreesWithTheListedVerdicts() throws {
    let bytes = try #require(ModuleFiles.read(Self.list ?? ""))
    var table: [String: (agree: Int, differ: Int)] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count >= 4, let module = ModuleFiles.read(String(fields[3])) else { continue }
      let (verdict, reason) = Self.verdict(module)
      let isExpected = fields[0].split(separator: "/").contains {
        $0 == verdict || ($0 == "refused" && verdict != "valid")
      }
      table["\(fields[1]) \(fields[0])", default: (0, 0)].agree += isExpected ? 1 : 0
      table["\(fields[1]) \(fields[0])", default: (0, 0)].differ += isExpected ? 0 : 1
      if !isExpected { print("\(fields[2]) \(fields[3]): expected \(fields[0]), is \(verdict) \(reason)") }
    }
    for (key, counts) in table.sorted(by: { $0.key < $1.key }) {
      print("\(key): \(counts.agree) agree, \(counts.differ) differ")
    }
    #expect(table.values.allSatisfy { $0.differ == 0 })
    #expect(!table.isEmpty)
  }

  static func verdict(_ bytes: [UInt8]) -> (String, String) {
    do {
      _ = try decodeAndValidateModule(bytes)
      return ("valid", "")
    } catch {
      return ("\(error.category)", "at \(error.offset): \(error.diagnostics.first?.message ?? "")")
    }
  }
}
