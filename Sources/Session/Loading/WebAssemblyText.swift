import ComponentText
import CoreText
import Diagnostics

/// A file of WebAssembly text, split into tokens: a core module or a component.
struct WebAssemblyText {
  /// As diagnostics show it. What is not UTF-8 is shown repaired; the fault is at the first place that was.
  let source: SourceText
  let tokens: TokenizedText

  /// - Throws: `SessionError` with what is no token.
  init(_ bytes: [UInt8], path: String) throws(SessionError) {
    source = SourceText(name: path == "-" ? "<stdin>" : path, text: String(decoding: bytes, as: UTF8.self))
    do { tokens = try TokenizedText(bytes) } catch {
      throw SessionError(.wrapped([error.diagnostic(in: source)]))
    }
  }

  /// Whether it is a component's.
  var isComponent: Bool { isComponentText(tokens) }
}
