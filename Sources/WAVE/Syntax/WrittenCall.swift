package import ComponentTypes
package import Diagnostics

/// A function call as it is written, `ns:pkg/face.name@1.0.0(1, "a")`: the name and the arguments known, their types not yet.
///
/// Source: the WAVE documentation of wasm-tools, "Appendix: Function calls".
package struct WrittenCall: Sendable {
  /// The function's name, perhaps with an interface, a package and a version.
  package let name: String
  /// Where the name stands.
  package let nameSpan: SourceSpan
  /// The arguments in their order.
  package let arguments: [ValueSyntax]
  /// Where the brackets stand.
  package let brackets: SourceSpan
  private let parser: ValueParser

  /// Reads a whole text as a call.
  /// - Throws: `WAVEError`.
  package init(_ source: SourceText) throws(WAVEError) {
    let lexer = Lexer(source)
    let nameEnd = try lexer.functionNameEnd()
    nameSpan = SourceSpan(0, nameEnd)
    name = lexer.text(nameSpan)
    var parser = ValueParser(source, within: SourceSpan(nameEnd, lexer.end))
    (arguments, brackets) = try parser.parseArguments()
    try parser.expectEnd()
    self.parser = parser
  }

  /// The arguments as values of a function's parameters; optional ones at the end may be left out.
  /// - Throws: `WAVEError`.
  package func values(for parameters: [FunctionType.Parameter]) throws(WAVEError) -> [ComponentValue] {
    try parser.checked { (elaborator) throws(WAVEError) in
      try elaborator.elaborateArguments(arguments, parameters, at: brackets, name: nameSpan)
    }.compactMap(\.constant)
  }
}

extension Lexer {
  /// The end of the longest function name that begins the text: `name`, then `.name`; before them perhaps `name:name/`,
  /// behind them `@1.2.3`.
  fileprivate func functionNameEnd() throws(WAVEError) -> Int {
    guard byte(at: 0).isASCIILetter else {
      guard end > 0 else { throw noFunctionName(0) }
      var next = 1
      while next < end, bytes[next] & 0xc0 == 0x80 { next += 1 }
      throw noFunctionName(next)
    }
    var position = nameEnd(from: 0)
    if byte(at: position) == UInt8(ascii: ":"), byte(at: position + 1).isASCIILetter {
      let package = nameEnd(from: position + 1)
      // With a package there must be an interface.
      guard byte(at: package) == UInt8(ascii: "/"), byte(at: package + 1).isASCIILetter else {
        throw noFunctionName(package)
      }
      position = nameEnd(from: package + 1)
    }
    if byte(at: position) == UInt8(ascii: "."), byte(at: position + 1).isASCIILetter {
      position = nameEnd(from: position + 1)
    }
    return try versionEnd(from: position)
  }

  /// The end of `@` and three numbers without leading zeros, or `start` where no version begins there.
  private func versionEnd(from start: Int) throws(WAVEError) -> Int {
    var position = start
    var read: Int?
    for separator in [UInt8(ascii: "@"), UInt8(ascii: "."), UInt8(ascii: ".")] {
      guard byte(at: position) == separator, byte(at: position + 1).isASCIIDigit else {
        // One that breaks off behind a number is no version; `@0` alone is not taken for the beginning of one.
        guard let read else { return start }
        throw noFunctionName(read)
      }
      position += 2
      if byte(at: position - 1) != UInt8(ascii: "0") {
        position = digitsEnd(from: position)
        read = position
      }
    }
    return position
  }

  private func noFunctionName(_ nameEnd: Int) -> WAVEError {
    let span = SourceSpan(0, nameEnd)
    return error(.unexpected(nameEnd == 0 ? nil : text(span), expected: "a function's name"), span)
  }
}
