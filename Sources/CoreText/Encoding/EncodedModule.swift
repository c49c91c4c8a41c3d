package import CoreModule
package import Diagnostics

/// A core module that was written as text, in the binary format: what decodes, validates and runs it has one model only.
package struct EncodedModule: Sendable {
  /// The module's identifier, which a script may call it by.
  package let identifier: Identifier?
  /// The module.
  package let bytes: [UInt8]
  /// From the bytes back to the text.
  package let sourceMap: SourceMap
  /// The whole module in the text.
  package let span: SourceSpan

  /// An error of decoding or validating the bytes, shown in the text.
  ///
  /// - Parameter text: what the module was read from.
  package func diagnostic(_ error: CoreModuleError, in text: SourceText) -> Diagnostic {
    var diagnostic = error.diagnostic(file: text.name)
    let place = sourceMap.span(ofByte: error.offset) ?? span
    diagnostic.location = .text(text, [Diagnostic.Label(place)])
    return diagnostic
  }
}

/// Reads a text that is one core module, with or without `(module …)` around its fields.
///
/// - Parameter allowsBinary: whether it may be `(module binary "…")`, as it may in a script and in a file of its own.
/// - Throws: what is malformed, with its place in the text.
///
/// Source: core specification, "Modules" (text format).
package func encodeModule(_ text: TokenizedText, allowsBinary: Bool = false) throws(CoreTextError) -> EncodedModule {
  var cursor = TokenCursor(text)
  guard cursor.isAt(opening: "module"), let group = cursor.group else {
    return try encodeModuleFields(text, in: 0..<text.tokens.count, identifier: nil)
  }
  let module = try encodeModule(text, in: group, allowsBinary: allowsBinary)
  cursor.move(to: group.upperBound)
  guard cursor.isAtEnd else { throw cursor.unexpected("the end of the text") }
  return module
}

/// Reads a module's text.
///
/// - Parameters:
///   - range: the tokens from `(module` to the bracket that closes it. Words between `module` and the module's
///     identifier, such as a script's `definition`, are not understood here.
///   - allowsBinary: whether it may be `(module binary "…")`.
package func encodeModule(
  _ text: TokenizedText, in range: Range<Int>, allowsBinary: Bool = false
) throws(CoreTextError) -> EncodedModule {
  var cursor = TokenCursor(text, in: range)
  try cursor.expect(opening: "module")
  let identifier = try cursor.takeIdentifier()
  if allowsBinary, cursor.take(keyword: "binary") {
    let bytes = try cursor.readStringsAsBytes()
    try cursor.expectClose()
    return EncodedModule(
      identifier: identifier, bytes: bytes.bytes, sourceMap: bytes.sourceMap, span: text.span(of: range))
  }
  return try encodeModuleFields(
    text, in: cursor.index..<max(cursor.index, range.upperBound - 1), identifier: identifier)
}

extension TokenCursor {
  /// Reads strings as long as they come: their bytes, each string with its place.
  fileprivate mutating func readStringsAsBytes() throws(CoreTextError) -> EncodedBytes {
    var bytes = EncodedBytes()
    while isAt(.string) {
      bytes.mark(span)
      bytes.append(contentsOf: try takeString() ?? [])
    }
    return bytes
  }
}

/// Reads a module's fields.
///
/// - Parameters:
///   - range: their tokens, all within one bracket.
///   - identifier: the module's, which becomes its name.
package func encodeModuleFields(
  _ text: TokenizedText, in range: Range<Int>, identifier: Identifier?
) throws(CoreTextError) -> EncodedModule {
  let module = try encodedModuleFields(text, in: range, identifier: identifier)
  return EncodedModule(
    identifier: identifier, bytes: module.bytes, sourceMap: SourceMap(module.marks), span: text.span(of: range))
}

/// Reads a module's fields as a piece of something larger, such as a component.
///
/// - Parameters:
///   - range: their tokens, all within one bracket.
///   - identifier: the module's, which becomes its name.
package func encodedModuleFields(
  _ text: TokenizedText, in range: Range<Int>, identifier: Identifier?
) throws(CoreTextError) -> EncodedBytes {
  var encoder = ModuleEncoder(TokenCursor(text, in: range), identifier: identifier)
  return try encoder.encode()
}
