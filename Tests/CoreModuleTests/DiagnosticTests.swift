import Diagnostics
import Testing

@testable import CoreModule

struct DiagnosticTests {
  private func diagnostic(_ kind: CoreModuleError.Kind) -> Diagnostic {
    CoreModuleError(kind, at: 42).diagnostic(file: "a.wasm")
  }

  @Test func saysWhereAndWhat() {
    let mismatch = diagnostic(.typeMismatch(expected: .i32, found: .funcref))
    #expect(mismatch.message == "type mismatch: expected i32, found funcref")
    #expect(mismatch.code.description == "W0421" && mismatch.exitCode == 1)
    #expect(mismatch.location == .binary(file: "a.wasm", offset: 42))
  }

  @Test func malformedAndUnsupportedExitDifferentlyFromInvalid() {
    #expect(diagnostic(.badMagic).exitCode == 3)
    #expect(diagnostic(.unsupported(.simd)).exitCode == 3)
    #expect(diagnostic(.unsupported(.simd)).message == "SIMD is not enabled")
    #expect(diagnostic(.unsupported(.multiMemory)).message == "multiple memories are not enabled")
    #expect(diagnostic(.repeatedExport("x")).exitCode == 1)
  }

  @Test func escapesNamesOfTheModule() {
    let message = diagnostic(.repeatedExport("a\u{1B}[2J\u{9B}\u{202E}\"b")).message
    #expect(message == "a second export named \"a\\u{1b}[2J\\u{9b}\\u{202e}\\\"b\"")
  }

  @Test func countsInWords() {
    #expect(diagnostic(.functionCountMismatch(functions: 1, bodies: 2)).message == "1 function declared, but 2 bodies")
    #expect(diagnostic(.unknownIndex(.memory, 0, count: 0)).message == "unknown memory 0: there are none")
    #expect(diagnostic(.unknownIndex(.local, 3, count: 1)).message == "unknown local 3: there is 1")
  }
}
