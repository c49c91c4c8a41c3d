// Core modules; components are read where they are known.
extension ScriptModule {
  /// The module in the binary format, with what its errors are shown in.
  package struct Encoded: Sendable {
    package let bytes: [UInt8]
    /// From bytes to the text; nil for a module that is written as bytes.
    package let module: EncodedModule?
    /// The text that the spans are in, if it is not the script's own.
    package let quoted: [UInt8]?
  }

  /// Reads the module's text, if that is what it is.
  ///
  /// - Parameter script: the text that it stands in.
  /// - Throws: what is malformed; for quoted text the span is in the quotation.
  package func encoded(in script: TokenizedText) throws(CoreTextError) -> Encoded {
    switch source {
    case .binary(let bytes): return Encoded(bytes: bytes, module: nil, quoted: nil)
    case .text(let range):
      let module = try encodeModuleFields(script, in: range, identifier: identifier)
      return Encoded(bytes: module.bytes, module: module, quoted: nil)
    case .quote(let text):
      let module = try encodeModule(TokenizedText(text))
      return Encoded(bytes: module.bytes, module: module, quoted: text)
    }
  }
}
