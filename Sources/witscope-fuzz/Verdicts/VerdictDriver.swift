import ComponentBinary
import CoreModule
import Diagnostics
import Glibc

/// Says of many binaries whether they are valid, for another validator to be compared with:
///
///     witscope-fuzz verdicts < INPUTS
///
/// Each input is its length in bytes as a decimal line, then the bytes. The answer is a line, `valid`, or `refused` with
/// the code and the message. A binary is validated as the component or the core module that its header says it is.
struct VerdictDriver {
  /// Answers until the input ends.
  func run() {
    var input = StandardInput()
    while let line = input.line(), let length = Int(line), let bytes = input.bytes(length) {
      print(verdict(on: bytes))
      fflush(nil)
    }
  }

  private func verdict(on bytes: [UInt8]) -> String {
    do {
      if isComponent(bytes) {
        _ = try decodeComponent(bytes, features: .shipped)
      } else {
        _ = try decodeAndValidateModule(bytes)
      }
      return "valid"
    } catch let error as any DiagnosticConvertible {
      guard let first = error.diagnostics.first else { return "refused" }
      return "refused \(first.code) \(first.message)"
    } catch {
      return "refused \(error)"
    }
  }
}
