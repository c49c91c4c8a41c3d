import ComponentTypes
import Diagnostics
import WAVE

extension ValueParser {
  /// Reads what a path begins with: a WAVE value, `$name`, `$3`, or an interface's full name.
  mutating func parsePrimary() throws(WAVEError) -> ValueSyntax {
    let token = try peek()
    if token.isSymbol("$") { return try parseDollar(token) }
    if case .label(false) = token.kind, let (readings, span) = try takeFullName(from: token) {
      return base(.interface(readings), span)
    }
    return try parseValue()
  }

  /// Reads `$name` or `$3`; nothing may stand between.
  private mutating func parseDollar(_ dollar: Token) throws(WAVEError) -> ValueSyntax {
    let start = dollar.span.end
    if lexer.byte(at: start).isASCIIDigit {
      let (number, end) = digits(from: start)
      guard let number else { throw languageError(.noSuchInput(nil), SourceSpan(dollar.span.start, end)) }
      move(to: end)
      return base(.input(number), SourceSpan(dollar.span.start, end))
    }
    guard lexer.byte(at: start).isASCIILetter else {
      throw error(.unexpected("$", expected: "a name or a number behind it, as $x and $3"), dollar.span)
    }
    let name = try lexer.token(at: start)
    take(name)
    return base(.variable(lexer.text(name.span)), dollar.span.union(name.span))
  }

  private func base(_ base: PathSyntax.Base, _ span: SourceSpan) -> ValueSyntax {
    ExpressionSyntax.value(.path(PathSyntax(base: base, baseSpan: span, selectors: [])), span)
  }

  /// The number that digits spell, nil where it is too large for any input, and where they end.
  private func digits(from start: Int) -> (number: Int?, end: Int) {
    var end = start
    while lexer.byte(at: end).isASCIIDigit { end += 1 }
    return (Int(lexer.text(SourceSpan(start, end))), end)
  }

  /// Reads `namespace:package/interface`, with `@version` where that stands, if the name begins one; no blanks in it.
  private mutating func takeFullName(
    from token: Token
  ) throws(WAVEError) -> (readings: [PathSyntax.InterfaceReading], span: SourceSpan)? {
    let start = token.span.start
    let packageStart = token.span.end + 1
    guard lexer.byte(at: token.span.end) == UInt8(ascii: ":") else { return nil }
    let packageEnd = nameEnd(from: packageStart)
    guard packageEnd > packageStart, lexer.byte(at: packageEnd) == UInt8(ascii: "/") else { return nil }
    let end = nameEnd(from: packageEnd + 1)
    guard end > packageEnd + 1 else { return nil }
    let package = PackageName(lexer.text(token.span), lexer.text(SourceSpan(packageStart, packageEnd)))
    let interface = lexer.text(SourceSpan(packageEnd + 1, end))
    guard lexer.byte(at: end) == UInt8(ascii: "@") else {
      move(to: end)
      let reading = PathSyntax.InterfaceReading(interface: InterfaceName(interface, in: package), names: [])
      return ([reading], SourceSpan(start, end))
    }
    var versionEnd = end + 1
    while lexer.byte(at: versionEnd).isASCIIAlphanumeric || ".+-".utf8.contains(lexer.byte(at: versionEnd)) {
      versionEnd += 1
    }
    let span = SourceSpan(start, versionEnd)
    let readings = Self.readings(interface, package, version: lexer.text(SourceSpan(end + 1, versionEnd)))
    guard !readings.isEmpty else { throw languageError(.malformedVersion, SourceSpan(end, versionEnd)) }
    move(to: versionEnd)
    return (readings, span)
  }

  /// Every way to split `1.0.0-rc.1.name` into a version and the names behind it, the longest version first.
  private static func readings(
    _ interface: String, _ package: PackageName, version text: String
  ) -> [PathSyntax.InterfaceReading] {
    let parts = text.split(separator: ".", maxSplits: 40, omittingEmptySubsequences: false)
    var readings: [PathSyntax.InterfaceReading] = []
    for count in stride(from: parts.count, through: 3, by: -1) {
      guard let version = SemanticVersion(parsing: parts[..<count].joined(separator: ".")) else { continue }
      let name = InterfaceName(interface, in: PackageName(package.namespace, package.name, version: version))
      readings.append(.init(interface: name, names: parts[count...].map(String.init)))
    }
    return readings
  }

  /// The end of the letters, digits and hyphens from an offset.
  private func nameEnd(from start: Int) -> Int {
    var end = start
    while lexer.byte(at: end).isASCIIAlphanumeric || (end > start && lexer.byte(at: end) == UInt8(ascii: "-")) {
      end += 1
    }
    return end
  }

  /// Reads the selectors behind a value.
  /// - Parameter isBare: whether it is a bare argument, whose brackets must touch it.
  mutating func parsePath(from value: ValueSyntax, isBare: Bool) throws(WAVEError) -> ValueSyntax {
    var selectors: [PathSyntax.Selector] = []
    while let selector = try takeSelector(after: selectors.last, of: value, isBare: isBare) {
      selectors.append(selector)
      guard selectors.count <= Self.maximumDepth else {
        throw error(.nestingTooDeep(limit: Self.maximumDepth), selector.span)
      }
    }
    return Self.path(value, selectors)
  }

  /// A value with selectors behind it.
  static func path(_ value: ValueSyntax, _ selectors: [PathSyntax.Selector]) -> ValueSyntax {
    guard let last = selectors.last else { return value }
    let span = value.span.union(last.span)
    if case .path(let path)? = value.expression?.kind {
      let whole = PathSyntax(base: path.base, baseSpan: path.baseSpan, selectors: path.selectors + selectors)
      return ExpressionSyntax.value(.path(whole), span)
    }
    return ExpressionSyntax.value(
      .path(PathSyntax(base: .value(value), baseSpan: value.span, selectors: selectors)), span)
  }

  private mutating func takeSelector(
    after previous: PathSyntax.Selector?, of value: ValueSyntax, isBare: Bool
  ) throws(WAVEError) -> PathSyntax.Selector? {
    let start = position
    switch lexer.byte(at: start) {
    case UInt8(ascii: "."):
      let next = lexer.byte(at: start + 1)
      if next.isASCIIDigit {
        let (number, end) = digits(from: start + 1)
        move(to: end)
        return .position(number ?? .max, SourceSpan(start, end))
      }
      guard next.isASCIILetter || next == UInt8(ascii: "%") else { return nil }
      let token = try lexer.token(at: start + 1)
      guard case .label(let isEscaped) = token.kind else { throw unexpected(token, expected: "a name") }
      if !isEscaped, let (readings, span) = try takeFullName(from: token) { return .interface(readings, span) }
      take(token)
      let label = LabelSyntax(isEscaped: isEscaped, span: token.span)
      return .member(lexer.text(label.nameSpan), SourceSpan(start, token.span.end))
    case UInt8(ascii: "["):
      return try takeIndex()
    default:
      guard isCallable(value, previous) else { return nil }
      let token = try peek(.operation)
      guard token.isSymbol("("), !isBare || token.span.start == start else { return nil }
      let (arguments, span) = try parseElements(after: token, until: ")")
      return .call(arguments, span)
    }
  }

  /// Reads `[index]`.
  private mutating func takeIndex() throws(WAVEError) -> PathSyntax.Selector {
    let token = try peek(.operation)
    let (elements, span) = try parseElements(after: token, until: "]")
    guard let index = elements.first, elements.count == 1 else {
      throw error(.unexpected(lexer.text(span), expected: "one index"), span)
    }
    return .index(index, span)
  }

  /// Whether what was read last is a name, so that a `(` behind it begins arguments.
  private func isCallable(_ value: ValueSyntax, _ previous: PathSyntax.Selector?) -> Bool {
    switch previous {
    case .member: return true
    case .interface(let readings, _): return readings.contains { !$0.names.isEmpty }
    case nil:
      guard case .path(let path)? = value.expression?.kind, case .interface(let readings) = path.base else {
        return false
      }
      return readings.contains { !$0.names.isEmpty }
    default: return false
    }
  }
}
