import CoreModule
import CoreText
import Diagnostics
import Testing

/// Errors of decoding and validation, shown in the text.
@Suite struct SourceMapTests {
  /// The piece of the text at which validation finds a fault.
  private func fault(_ text: String) throws -> String? {
    let encoded = try encodeModule(TokenizedText(text))
    do throws(CoreModuleError) {
      _ = try decodeAndValidateModule(encoded.bytes, features: .all)
      return nil
    } catch {
      let diagnostic = encoded.diagnostic(error, in: SourceText(name: "t.wat", text: text))
      guard case .text(_, let labels) = diagnostic.location, let span = labels.first?.span else { return nil }
      return String(decoding: Array(text.utf8)[span.start..<span.end], as: UTF8.self)
    }
  }

  @Test func marksTheInstruction() throws {
    #expect(try fault("(func (result i32) (i32.add (i32.const 1) (i64.const 2)))") == "i32.add")
    #expect(try fault("(func nop\n drop)") == "drop")
    #expect(try fault("(func (call 7))") == "call 7")
  }

  @Test func marksTheField() throws {
    #expect(try fault("(func) (export \"a\" (func 0)) (export \"a\" (func 0))") == "(export \"a\" (func 0))")
    #expect(try fault("(memory 2 1)") == "(memory 2 1)")
  }
}
