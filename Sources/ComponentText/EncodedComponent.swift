package import ComponentBinary
package import CoreText
package import Diagnostics

/// A component that was written as text, in the binary format: what decodes, validates and runs it has one model only.
package struct EncodedComponent: Sendable {
  /// The component's identifier, which a script may call it by.
  package let identifier: Identifier?
  /// The component.
  package let bytes: [UInt8]
  /// From the bytes back to the text.
  package let sourceMap: SourceMap
  /// The whole component in the text.
  package let span: SourceSpan

  /// An error of decoding or validating the bytes, shown in the text.
  ///
  /// - Parameter text: what the component was read from.
  package func diagnostic(_ error: ComponentBinaryError, in text: SourceText) -> Diagnostic {
    var diagnostic = error.diagnostic(file: text.name)
    let place = sourceMap.span(ofByte: error.offset) ?? span
    diagnostic.location = .text(text, [Diagnostic.Label(place)])
    return diagnostic
  }
}

/// Whether a text begins as a component's does.
package func isComponentText(_ text: TokenizedText) -> Bool { TokenCursor(text).isAt(opening: "component") }

/// Reads a text that is one component.
///
/// Takes time linear in the text's size.
/// - Parameter allowsLegacyIndices: whether references to core definitions may be written without the word `core`, as
///   they were before it was asked for.
/// - Throws: what is malformed, with its place in the text.
///
/// Source: Explainer.md, "Component Definitions".
package func encodeComponent(
  _ text: TokenizedText, allowsLegacyIndices: Bool = true
) throws(CoreTextError) -> EncodedComponent {
  var cursor = TokenCursor(text)
  guard cursor.isAt(opening: "component"), let group = cursor.group else { throw cursor.unexpected("`(component`") }
  var encoder = ComponentEncoder(TokenCursor(text, in: group), allowsLegacyIndices: allowsLegacyIndices)
  let (identifier, bytes) = try encoder.encode()
  cursor.move(to: group.upperBound)
  guard cursor.isAtEnd else { throw cursor.unexpected("the end of the text") }
  return EncodedComponent(
    identifier: identifier, bytes: bytes.bytes, sourceMap: bytes.sourceMap, span: text.span(of: group))
}

/// Reads a component's fields.
///
/// - Parameters:
///   - range: their tokens, all within one bracket.
///   - identifier: the component's.
///   - allowsLegacyIndices: whether references to core definitions may be written without the word `core`.
/// - Throws: what is malformed, with its place in the text.
package func encodeComponentFields(
  _ text: TokenizedText, in range: Range<Int>, identifier: Identifier?, allowsLegacyIndices: Bool = true
) throws(CoreTextError) -> EncodedComponent {
  var encoder = ComponentEncoder(TokenCursor(text, in: range), allowsLegacyIndices: allowsLegacyIndices)
  let bytes = try encoder.encodeFields(identifier)
  return EncodedComponent(
    identifier: identifier, bytes: bytes.bytes, sourceMap: bytes.sourceMap, span: text.span(of: range))
}
