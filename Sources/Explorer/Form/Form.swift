import ComponentTypes
import Diagnostics
import LineEditing
import Session
import StyledText
import WAVE

/// A call being filled in: a field for each part of each argument, and the call itself as text below them.
///
/// Fields and text follow each other. Exactly one of them is in hand, and every printable key goes there.
struct Form: Hashable, Sendable {
  /// What keys go to.
  enum Focus: Hashable, Sendable {
    /// The row of the fields with this number.
    case row(Int)
    /// The call as text.
    case call
  }

  /// The most bytes of text in one field.
  static let maximumFieldText = 65_536
  /// The most bytes of the whole call.
  static let maximumCallText = 1 << 20

  /// What stands before the arguments, such as `native.overflowing-add`.
  let callee: String
  /// What stands above the fields.
  let title: String
  let parameters: [FunctionType.Parameter]
  /// The handles that its fields may take, the newest first.
  private(set) var held: [HeldHandle]
  /// The variables that its fields may name; nil where any name may be one.
  var variables: Set<String>?

  /// The arguments: a group without a row of its own.
  var root: FormNode
  /// The columns that labels and types would like to have.
  var labelWidth = 0
  var typeWidth = 0
  /// What is in hand.
  var focus = Focus.call
  /// The row that was in hand last.
  var lastRow = 0
  /// The text in hand, where that is text.
  var editor = Editor()
  /// The call as the language writes it, such as `overflowing-add({x: 1, y: 2})`.
  var callText = ""
  /// Why the call's text cannot be read; nil while the fields say the same as it.
  var callMistake: String?
  /// The length that digits have spelt on a list's row.
  var typedLength: Int?

  /// A form for a function, its first field in hand.
  ///
  /// - Parameters:
  ///   - callee: what stands before the `(`, such as `overflowing-add` or `c.increment`.
  ///   - title: what stands above the fields.
  ///   - function: its parameters, a method's receiver not among them.
  ///   - presets: values for the first parameters; nil leaves one as it is.
  ///   - held: the handles that fields may take, the newest first.
  init(
    callee: String, title: String, function: FunctionType, presets: [ComponentValue?] = [], held: [HeldHandle] = []
  ) {
    self.callee = callee
    self.title = title
    parameters = function.parameters
    self.held = held
    var builder = FormBuilder(held: held)
    var children: [FormNode] = []
    for (index, parameter) in parameters.enumerated() {
      let preset = index < presets.count ? presets[index] : nil
      children.append(Self.node(parameter, preset, isOnly: parameters.count == 1, &builder))
    }
    root = Self.root(children)
    rewriteCall()
    focus = root.row(0).map { _ in .row(0) } ?? .call
    if let row = root.row(0), !row.isFocusable { focus = nextRow(from: 0, 1).map { .row($0) } ?? .call }
    loadEditor()
  }

  private static func node(
    _ parameter: FunctionType.Parameter, _ preset: ComponentValue?, isOnly: Bool, _ builder: inout FormBuilder
  ) -> FormNode {
    var node: FormNode?
    if let preset {
      // A preset is read as if it had been typed: there is one way into a field.
      var printer = ValuePrinter(limit: maximumFieldText)
      printer.write(preset, parameter.type)
      let isolated = [FunctionType.Parameter("value", parameter.type)]
      if !printer.isCut,
        let read = try? FormLanguage.arguments(of: "f(\(printer.text))", callee: "f", isolated)
      {
        var reader = FormReader(read.lexer, builder, suggests: true)
        node = reader.node(parameter.name, parameter.type, read.arguments.first, depth: 1)
        if !reader.hasFailed { builder = reader.builder } else { node = nil }
      }
    }
    var made = node ?? builder.node(parameter.name, parameter.type, depth: 1)
    if isOnly { made.hideHeader() }
    return made
  }

  private static func root(_ children: [FormNode]) -> FormNode {
    var root = FormNode("", ValueType(.tuple(children.map(\.type))), .group, children: children)
    root.hidesHeader = true
    root.recount()
    return root
  }

  /// Takes in which variables there are now.
  mutating func know(variables: Set<String>) {
    guard variables != self.variables else { return }
    self.variables = variables
    if callMistake != nil { readCall() }
  }

  mutating func setHeld(_ held: [HeldHandle]) { self.held = held }

  /// The rows that the whole form takes.
  var preferredRows: Int { root.rowCount + 2 }

  /// The row in hand; nil while that is the call.
  var rowInHand: FormRow? {
    guard case .row(let number) = focus else { return nil }
    return root.row(number)
  }

  // MARK: - Fields and text

  /// Writes the call from the fields.
  mutating func rewriteCall() {
    var text = callee
    root.appendChildren("(", ")", to: &text)
    callText = text
    callMistake = nil
    measure()
  }

  /// Finds how wide labels and types would like to be.
  private mutating func measure() {
    (labelWidth, typeWidth) = (0, 0)
    measure(root, depth: 0)
  }

  private mutating func measure(_ node: FormNode, depth: Int) {
    switch node.content {
    case .text, .choice, .list:
      labelWidth = max(labelWidth, 2 * depth + node.label.escapingTerminalControls.displayWidth)
      typeWidth = max(typeWidth, node.typeWord.escapingTerminalControls.displayWidth)
    case .flags, .group: break
    }
    let inner = depth + (node.ownRows > 0 ? 1 : 0)
    for child in node.visibleChildren { measure(node.children[child], depth: inner) }
  }

  /// Fills the fields from the call's text, where that can be read.
  mutating func readCall() {
    guard callText.drop(while: { $0.isWhitespace }).hasPrefix(callee) else {
      callMistake = "this is no call of \(callee)"
      return
    }
    do throws(WAVEError) {
      let read = try FormLanguage.arguments(of: callText, callee: callee, parameters, variables: variables)
      var reader = FormReader(read.lexer, FormBuilder(held: held))
      var children: [FormNode] = []
      for (index, parameter) in parameters.enumerated() {
        let written = index < read.arguments.count ? read.arguments[index] : nil
        var node = reader.node(parameter.name, parameter.type, written, depth: 1)
        if parameters.count == 1 { node.hideHeader() }
        children.append(node)
      }
      guard !reader.hasFailed else {
        callMistake = "a string's field takes text or a $variable, no other expression"
        return
      }
      root = Self.root(children)
      measure()
      lastRow = min(lastRow, max(0, root.rowCount - 1))
      callMistake = nil
    } catch {
      callMistake = error.sentence
    }
  }

  /// Changes a node, as far as the form does not become too large; the call follows.
  /// - Returns: `.bell` where it was too much.
  mutating func change(_ path: [Int], _ change: (inout FormNode, inout FormBuilder) -> Void) -> FormEffect {
    var builder = FormBuilder(budget: max(0, FormBuilder.maximumNodes - root.nodeCount), held: held)
    let before = self
    root.update(at: path[...]) { change(&$0, &builder) }
    rewriteCall()
    guard callText.utf8.count <= Self.maximumCallText else {
      self = before
      return .bell
    }
    return .none
  }

  /// Takes the text in hand into the editor, the cursor behind it.
  mutating func loadEditor() {
    editor = Editor()
    switch focus {
    case .call: editor.setText(callText)
    case .row:
      guard let row = rowInHand, case .text(let text) = root[row.path].content else { return }
      editor.setText(text)
    }
  }

  // MARK: - Focus

  /// The next row that can be in hand, in a direction; nil past the last.
  func nextRow(from number: Int, _ direction: Int) -> Int? {
    var number = number + direction
    while let row = root.row(number) {
      if row.isFocusable { return number }
      number += direction
    }
    return nil
  }

  /// Takes a row, or the call, in hand.
  mutating func select(_ new: Focus) {
    if case .row(let number) = new { lastRow = number }
    focus = new
    typedLength = nil
    loadEditor()
  }

  /// Takes a parameter's first field in hand.
  mutating func reveal(parameter index: Int) {
    let number = root.rowNumber(of: [index])
    if let row = root.row(number), row.isFocusable { return select(.row(number)) }
    if let next = nextRow(from: number, 1) { select(.row(next)) }
  }

  /// Takes the text in hand that cannot be read, or the first field that is not valid.
  ///
  /// - Parameter isTyped: whether fields that nothing was typed into may wait.
  /// - Returns: what is wrong with it, or nil where all is well and nothing changed.
  mutating func selectMistake(isTyped: Bool = false) -> String? {
    if let callMistake {
      if focus != .call { select(.call) }
      return callMistake
    }
    guard let (path, mistake) = firstMistake(in: root, at: [], isTyped: isTyped) else { return nil }
    select(.row(root.rowNumber(of: path)))
    return mistake
  }

  private func firstMistake(in node: FormNode, at path: [Int], isTyped: Bool) -> ([Int], String)? {
    if !(isTyped && node.content == .text("")), let mistake = node.mistake(variables: variables) {
      return (path, mistake.sentence(of: name(of: path)))
    }
    for child in node.visibleChildren {
      if let found = firstMistake(in: node.children[child], at: path + [child], isTyped: isTyped) { return found }
    }
    return nil
  }

  /// Where a node stands, such as `args.x` or `points[2]`.
  func name(of path: [Int]) -> String {
    var name = ""
    var node = root
    for index in path where node.children.indices.contains(index) {
      node = node.children[index]
      name += name.isEmpty || node.label.hasPrefix("[") || node.label.hasPrefix(".") ? node.label : "." + node.label
    }
    return name.escapingTerminalControls.elidedInTheMiddle(columns: 60)
  }
}

extension FormNode {
  /// Takes the row of a group away, now or whenever it is one, since its name stands in the form's title.
  fileprivate mutating func hideHeader() {
    hidesHeader = true
    recount()
  }

  /// What is wrong with what a field of text holds; nil where nothing is.
  func mistake(variables: Set<String>?) -> FieldMistake? {
    guard case .text = content else { return nil }
    do throws(WAVEError) {
      guard fragment != Self.missing else { return .expected(type.formExpectation) }
      try FormLanguage.check(fragment, as: type, variables: variables)
      return nil
    } catch {
      // What is typed into a character's field is the character, where no `$` stands before it.
      if case .embedded(let unknown as UnknownVariable) = error.kind, type.shape != .char || fragment.hasPrefix("$") {
        return .unknown(unknown)
      }
      return .expected(type.formExpectation)
    }
  }
}

/// What is wrong with a field.
enum FieldMistake: Hashable, Sendable {
  /// What it expects is not what it holds.
  case expected(String)
  case unknown(UnknownVariable)

  /// As it stands beside the field.
  var text: String {
    switch self {
    case .expected(let text): text
    case .unknown(let unknown): "no variable \(unknown.name)"
    }
  }

  /// With the field's name.
  func sentence(of field: String) -> String {
    switch self {
    case .expected(let text): "\(field) expects \(text)"
    case .unknown(let unknown): "\(field): \(unknown.sentence)"
    }
  }
}

extension WAVEError {
  /// The mistake in one line.
  fileprivate var sentence: String {
    guard let first = diagnostics.first else { return "this cannot be read" }
    let place = pathText
    return (place.isEmpty ? "" : place + ": ") + first.message
  }
}
