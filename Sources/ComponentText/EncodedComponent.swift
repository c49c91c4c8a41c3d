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
/// Takes time linear in the text's size. What is read so far are types, imports, exports, aliases and nested components.
/// - Throws: what is malformed or not read yet, with its place in the text.
///
/// Source: Explainer.md, "Component Definitions".
package func encodeComponent(_ text: TokenizedText) throws(CoreTextError) -> EncodedComponent {
  var cursor = TokenCursor(text)
  guard cursor.isAt(opening: "component"), let group = cursor.group else { throw cursor.unexpected("`(component`") }
  let component = try encodeComponent(text, in: group)
  cursor.move(to: group.upperBound)
  guard cursor.isAtEnd else { throw cursor.unexpected("the end of the text") }
  return component
}

/// Reads a component's text.
///
/// - Parameter range: the tokens from `(component` to the bracket that closes it.
/// - Throws: what is malformed or not read yet, with its place in the text.
package func encodeComponent(_ text: TokenizedText, in range: Range<Int>) throws(CoreTextError) -> EncodedComponent {
  var encoder = ComponentEncoder(TokenCursor(text, in: range))
  let (identifier, bytes) = try encoder.encode()
  return EncodedComponent(
    identifier: identifier, bytes: bytes.bytes, sourceMap: bytes.sourceMap, span: text.span(of: range))
}
