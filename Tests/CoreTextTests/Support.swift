import CoreModule
import CoreText
import Diagnostics
import Testing

/// The bytes of a text that must be a module.
func encoded(_ text: String) throws -> [UInt8] {
  try encodeModule(TokenizedText(text)).bytes
}

/// A text that must be a valid module.
func module(_ text: String) throws -> Module {
  try decodeAndValidateModule(encoded(text), features: .all)
}

/// What is wrong with a text, and the piece of it that is marked.
func fault(_ text: String) -> (kind: CoreTextError.Kind, source: String)? {
  do throws(CoreTextError) {
    _ = try encodeModule(TokenizedText(text))
    return nil
  } catch {
    let bytes = Array(text.utf8)
    let end = min(error.span.end, bytes.count)
    return (error.kind, String(decoding: bytes[min(error.span.start, end)..<end], as: UTF8.self))
  }
}

/// The instructions of function 0 of a text as the disassembler writes them.
func instructions(_ text: String) throws -> [String] {
  try #require(module(text).disassembly(ofFunction: 0)).lines.map(\.text)
}
