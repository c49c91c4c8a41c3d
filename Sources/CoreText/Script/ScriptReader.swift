import Diagnostics

/// Reads a script.
///
/// - Throws: what is not a script, with its place. Modules in it may still be malformed.
package func readScript(_ text: TokenizedText) throws(CoreTextError) -> Script {
  var reader = ScriptReader(TokenCursor(text))
  return try reader.readScript()
}

/// Reads directives one after the other.
struct ScriptReader {
  var cursor: TokenCursor
  /// How deep threads stand in threads.
  private var depth = 0
  private static let maximumDepth = 8

  init(_ cursor: TokenCursor, depth: Int = 0) {
    self.cursor = cursor
    self.depth = depth
  }

  mutating func readScript() throws(CoreTextError) -> Script {
    var directives: [ScriptDirective] = []
    while !cursor.isAtEnd {
      guard cursor.isAt(.open) || cursor.isAt(.annotation), let group = cursor.group else {
        throw cursor.unexpected("a directive in brackets")
      }
      if isAtField {
        directives.append(readBareModule())
        continue
      }
      let kind = try readDirective(in: group)
      directives.append(ScriptDirective(kind: kind, span: cursor.text.span(of: group)))
      cursor.move(to: group.upperBound)
    }
    return Script(text: cursor.text, directives: directives)
  }

  // MARK: Modules

  /// Whether a module's field comes next, without a module around it.
  private var isAtField: Bool {
    if cursor.isAt(.annotation) { return true }
    guard let word = cursor.token(ahead: 1), word.kind == .keyword else { return false }
    return ModuleField.Kind.byKeyword[String(decoding: cursor.text.spelling(word).prefix(60), as: UTF8.self)] != nil
  }

  private mutating func readBareModule() -> ScriptDirective {
    let first = cursor.index
    while !cursor.isAtEnd, isAtField { cursor.skipGroup() }
    let range = first..<cursor.index
    let span = cursor.text.span(of: range)
    return ScriptDirective(
      kind: .module(ScriptModule(format: .module, identifier: nil, source: .text(range), span: span)), span: span)
  }

  /// Whether a module or component comes next.
  private var isAtModule: Bool { cursor.isAt(opening: "module") || cursor.isAt(opening: "component") }

  /// Reads a module or component that an assertion is about; the cursor is at its bracket.
  private mutating func readModule() throws(CoreTextError) -> ScriptModule {
    guard let group = cursor.group, isAtModule else { throw cursor.unexpected("`(module` or `(component`") }
    let format: ScriptModule.Format = cursor.isAt(opening: "module") ? .module : .component
    cursor.advance()
    cursor.advance()
    _ = cursor.take(keyword: "definition")
    return try readModule(format, in: group)
  }

  /// Reads what is behind `module` or `component` and further words.
  private mutating func readModule(
    _ format: ScriptModule.Format, in group: Range<Int>
  ) throws(CoreTextError) -> ScriptModule {
    let identifier = try cursor.takeIdentifier()
    let span = cursor.text.span(of: group)
    let isBinary = cursor.isAt(keyword: "binary")
    if isBinary || cursor.isAt(keyword: "quote") {
      cursor.advance()
      var bytes: [UInt8] = []
      while let more = try cursor.takeString() {
        // Strings of quoted text stand apart, as lines do.
        if !isBinary, !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
        bytes += more
      }
      try cursor.expectClose()
      return ScriptModule(
        format: format, identifier: identifier, source: isBinary ? .binary(bytes) : .quote(bytes), span: span)
    }
    let fields = cursor.index..<max(cursor.index, group.upperBound - 1)
    cursor.move(to: group.upperBound)
    return ScriptModule(format: format, identifier: identifier, source: .text(fields), span: span)
  }

  // MARK: Directives

  private mutating func readDirective(in group: Range<Int>) throws(CoreTextError) -> ScriptDirective.Kind {
    guard let word = cursor.token(ahead: 1), word.kind == .keyword else {
      cursor.advance()
      throw cursor.unexpected("a directive")
    }
    let keyword = String(decoding: cursor.text.spelling(word).prefix(60), as: UTF8.self)
    if keyword == "invoke" || keyword == "get" { return .action(try readAction()) }
    cursor.advance()
    cursor.advance()
    switch keyword {
    case "module", "component":
      let format: ScriptModule.Format = keyword == "module" ? .module : .component
      if cursor.take(keyword: "instance") {
        let instance = try cursor.takeIdentifier()
        let definition = try cursor.takeIdentifier()
        try cursor.expectClose()
        return .instance(format, instance, of: definition)
      }
      if cursor.take(keyword: "definition") { return .definition(try readModule(format, in: group)) }
      return .module(try readModule(format, in: group))
    case "register":
      let name = try cursor.expectName()
      let identifier = try cursor.takeIdentifier()
      try cursor.expectClose()
      return .register(name, identifier)
    case "assert_return":
      let action = try readAction()
      var patterns: [ScriptPattern] = []
      while cursor.isAt(.open) { patterns.append(try readPattern(depth: 0)) }
      try cursor.expectClose()
      return .assertReturn(action, patterns)
    case "assert_trap":
      if isAtModule {
        let module = try readModule()
        return .assertModuleTrap(module, message: try readMessage())
      }
      let action = try readAction()
      return .assertTrap(action, message: try readMessage())
    case "assert_exhaustion":
      let action = try readAction()
      return .assertExhaustion(action, message: try readMessage())
    case "assert_exception":
      let action = try readAction()
      try cursor.expectClose()
      return .assertException(action)
    case "assert_malformed": return try readModuleAssertion { .assertMalformed($0, message: $1) }
    case "assert_invalid": return try readModuleAssertion { .assertInvalid($0, message: $1) }
    case "assert_malformed_custom": return try readModuleAssertion { .assertMalformedCustom($0, message: $1) }
    case "assert_invalid_custom": return try readModuleAssertion { .assertInvalidCustom($0, message: $1) }
    case "assert_unlinkable": return try readModuleAssertion { .assertUnlinkable($0, message: $1) }
    case "thread": return try readThread(in: group)
    case "wait":
      guard let thread = try cursor.takeIdentifier() else { throw cursor.unexpected("a thread's identifier") }
      try cursor.expectClose()
      return .wait(thread)
    default: return .unknown(keyword)
    }
  }

  private mutating func readModuleAssertion(
    _ make: (ScriptModule, String) -> ScriptDirective.Kind
  ) throws(CoreTextError) -> ScriptDirective.Kind {
    let module = try readModule()
    return make(module, try readMessage())
  }

  /// Reads an assertion's message, which ends it.
  private mutating func readMessage() throws(CoreTextError) -> String {
    let message = try cursor.expectString("the message in quotes")
    try cursor.expectClose()
    return String(decoding: message, as: UTF8.self)
  }

  private mutating func readThread(in group: Range<Int>) throws(CoreTextError) -> ScriptDirective.Kind {
    guard depth < Self.maximumDepth else {
      throw CoreTextError(.limit("threads within threads", maximum: Self.maximumDepth), at: cursor.span)
    }
    let identifier = try cursor.takeIdentifier()
    var shared: [Identifier] = []
    while cursor.take(opening: "shared") {
      try cursor.expect(opening: "module")
      if let module = try cursor.takeIdentifier() { shared.append(module) }
      try cursor.expectClose()
      try cursor.expectClose()
    }
    var reader = ScriptReader(
      TokenCursor(cursor.text, in: cursor.index..<max(cursor.index, group.upperBound - 1)), depth: depth + 1)
    return .thread(identifier, shared: shared, try reader.readScript())
  }

  // MARK: Actions

  private mutating func readAction() throws(CoreTextError) -> ScriptAction {
    if cursor.take(opening: "get") {
      let instance = try cursor.takeIdentifier()
      let name = try cursor.expectName("the export's name in quotes")
      try cursor.expectClose()
      return .get(instance, name)
    }
    guard cursor.take(opening: "invoke") else { throw cursor.unexpected("`(invoke` or `(get`") }
    let instance = try cursor.takeIdentifier()
    let name = try cursor.expectName("the export's name in quotes")
    var arguments: [ScriptValue] = []
    while cursor.isAt(.open) {
      let span = cursor.span
      guard case .value(let value) = try readPattern(depth: 0) else {
        throw CoreTextError(.unexpected(found: nil, expected: "a value"), at: span)
      }
      arguments.append(value)
    }
    try cursor.expectClose()
    return .invoke(instance, name, arguments)
  }
}
