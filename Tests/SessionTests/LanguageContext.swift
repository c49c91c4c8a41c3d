import ComponentTypes
import Diagnostics
import WAVE

@testable import Session

/// A session as the input language sees it, with functions that record their calls.
final class LanguageContext: EvaluationContext {
  static let overflowing = InterfaceName("overflowing-add", in: PackageName("arithmetic", "overflow"))
  static let zoo = InterfaceName(
    "resources", in: PackageName("test", "zoo", version: SemanticVersion(0, 1, 0)))
  static let arguments = ValueType(
    .record([.init("x", .s32), .init("y", .s32)]), name: TypeName("arguments", in: overflowing))
  static let color = ValueType(
    .enumeration([.init("red"), .init("green"), .init("max")]), name: TypeName("color", in: zoo))
  static let perms = ValueType(.flags([.init("read"), .init("write")]), name: TypeName("perms", in: zoo))
  static let counter = ResourceType("counter", in: zoo, identity: 7)

  var variables: [String: TypedValue] = [
    "x": TypedValue(.s32(10), .s32), "wide": TypedValue(.s64(5), .s64), "b": TypedValue(.u8(200), .u8),
    "red": TypedValue(.s32(1), .s32), "word": TypedValue(.string("hi"), .string),
    "point": TypedValue(.record([.s32(3), .s32(4)]), LanguageContext.arguments),
    "r": TypedValue(
      .tuple([.tuple([.u8(1), .u8(2)]), .bool(true)]), ValueType(.tuple([ValueType(.tuple([.u8, .u8])), .bool]))),
    "list": TypedValue(.list([.s32(7), .s32(8)]), ValueType(.list(.s32))),
    "c": TypedValue(.handle(1), ValueType(.own(LanguageContext.counter))),
    "some-option": TypedValue(.option(.u8(9)), ValueType(.option(.u8))),
  ]
  var lastValue: TypedValue? = TypedValue(.s32(42), .s32)
  var inputs: [Int: TypedValue] = [3: TypedValue(.tuple([.s32(1), .bool(true)]), ValueType(.tuple([.s32, .bool])))]
  private(set) var calls: [String] = []

  private let functions: [(instance: String, interface: InterfaceName?, name: String, type: FunctionType)] = {
    func function(_ parameters: [(String, ValueType)], _ result: ValueType?) -> FunctionType {
      FunctionType(parameters: parameters.map { .init($0.0, $0.1) }, result: result)
    }
    let add = function([("args", LanguageContext.arguments)], ValueType(.tuple([.s32, .bool])))
    let own = ValueType(.own(LanguageContext.counter))
    let borrow = ValueType(.borrow(LanguageContext.counter))
    return [
      ("interpreted", LanguageContext.overflowing, "overflowing-add", add),
      ("native", LanguageContext.overflowing, "overflowing-add", add),
      ("interpreted", nil, "sum", function([("a", .s32), ("b", .s32)], .s32)),
      ("interpreted", nil, "byte", function([("v", .u8)], .u8)),
      ("interpreted", nil, "paint", function([("c", LanguageContext.color)], LanguageContext.color)),
      ("interpreted", nil, "maybe", function([("o", ValueType(.option(.u8)))], ValueType(.option(.u8)))),
      ("interpreted", nil, "pair", function([("t", ValueType(.tuple([.s32, .s32])))], .s32)),
      ("interpreted", nil, "one", function([("t", ValueType(.tuple([.u8])))], .u8)),
      ("interpreted", nil, "bytes", function([("l", ValueType(.list(.u8)))], .u32)),
      ("interpreted", nil, "allow", function([("p", LanguageContext.perms)], .bool)),
      ("interpreted", nil, "noop", function([], nil)),
      ("interpreted", LanguageContext.zoo, "[constructor]counter", function([("start", .s32)], own)),
      (
        "interpreted", LanguageContext.zoo, "[method]counter.increment",
        function([("self", borrow), ("by", ValueType(.option(.s32)))], .s32)
      ),
      ("interpreted", LanguageContext.zoo, "[static]counter.merge", function([("a", own), ("b", own)], own)),
      ("one", nil, "twice", function([], .s32)), ("two", nil, "twice", function([], .s32)),
    ]
  }()

  func variable(named name: String) -> TypedValue? { variables[name] }
  func value(ofInput number: Int) -> TypedValue? { inputs[number] }
  func instanceExists(_ name: String) -> Bool { functions.contains { $0.instance == name } }
  var knownNames: [String] { variables.keys.sorted() + functions.map(\.name).filter { !$0.hasPrefix("[") } }

  func lookUpType(_ name: String) -> [ValueType] {
    switch name {
    case "arguments", "arithmetic:overflow/overflowing-add.arguments": [Self.arguments]
    case "color": [Self.color]
    case "counter": [ValueType(.own(Self.counter))]
    case "either": [.s8, .u8]
    default: []
    }
  }

  func lookUpFunction(_ reference: FunctionReference) -> FunctionLookup {
    let wanted: [String]
    var instance: String?
    var interface: InterfaceName?
    switch reference {
    case .method(let resource, let name): wanted = ["[method]\(resource.name).\(name)"]
    case .named(let inInstance, let inInterface, let names):
      (instance, interface) = (inInstance, inInterface)
      let name = names.joined(separator: ".")
      wanted = [name, "[constructor]\(name)", "[method]\(name)", "[static]\(name)"]
    }
    var found = functions.filter { function in
      wanted.contains(function.name) && (instance ?? function.instance) == function.instance
        && (interface == nil || interface == function.interface)
    }
    if instance == nil, found.contains(where: { $0.instance == "interpreted" }) {
      found = found.filter { $0.instance == "interpreted" }
    }
    guard let first = found.first else { return .unknown }
    guard found.count == 1 else { return .ambiguous(found.map { "\($0.instance).\($0.name)" }) }
    return .found(
      CallableFunction(
        instance: first.instance, path: FunctionPath(first.name, in: first.interface), type: first.type))
  }

  func call(_ function: CallableFunction, _ arguments: [ComponentValue]) throws(CallFailure) -> ComponentValue? {
    let shown = zip(arguments, function.type.parameters).map { TypedValue($0, $1.type).waveText() }
    calls.append("\(function.instance ?? "nothing").\(function.path.function)(\(shown.joined(separator: ", ")))")
    switch (function.path.function, arguments.first) {
    case ("overflowing-add", .record(let fields)):
      guard case .s32(let x) = fields[0], case .s32(let y) = fields[1] else { return nil }
      let (sum, overflow) = x.addingReportingOverflow(y)
      return .tuple([.s32(sum), .bool(overflow)])
    case ("sum", .s32(let x)):
      guard case .s32(let y) = arguments[1] else { return nil }
      return .s32(x &+ y)
    case ("byte", _), ("paint", _), ("maybe", _): return arguments[0]
    case ("pair", .tuple(let parts)), ("one", .tuple(let parts)): return parts[0]
    case ("bytes", .bytes(let bytes)): return .u32(UInt32(bytes.count))
    case ("bytes", .list(let bytes)): return .u32(UInt32(bytes.count))
    case ("allow", _): return .bool(true)
    case ("[constructor]counter", _), ("[static]counter.merge", _): return .handle(2)
    case ("[method]counter.increment", _): return .s32(6)
    case ("twice", _): return .s32(2)
    default: return nil
    }
  }

  /// What an input gives: its value and type, `signature …`, `()`, or its first mistake with the marked text in brackets.
  func outcome(of text: String) -> String {
    do {
      let input = try parseInput(SourceText(name: "<repl:4>", text: text))
      let checked: CheckedExpression
      switch input.kind {
      case .empty: return "empty"
      case .command(let command): return "command \(command.name) [\(command.argument)]"
      case .assignment(let assignment):
        checked = try assignment.checked(in: self)
        let value = try checked.evaluated(in: self).value
        if let value { variables[assignment.name] = value }
        return "\(assignment.name) = \(value?.shown ?? "nothing")"
      case .expression(let expression): checked = try expression.checked(in: self)
      }
      if let signature = checked.signature {
        return "signature \(signature.instance ?? "nothing").\(signature.path.function)"
      }
      let evaluation = try checked.evaluated(in: self)
      let notes = evaluation.notes.map(\.shown).joined()
      return (evaluation.value?.shown ?? "()") + notes
    } catch {
      return Self.shown(error, in: text)
    }
  }

  static func shown(_ error: LanguageError, in text: String) -> String {
    guard let diagnostic = error.diagnostics.first else { return "no diagnostic" }
    var shown = "\(diagnostic.code) \(diagnostic.message)"
    if case .text(_, let labels) = diagnostic.location, let label = labels.first {
      let bytes = Array(text.utf8)
      shown +=
        " [\(String(decoding: bytes[min(label.span.start, bytes.count)..<min(label.span.end, bytes.count)], as: UTF8.self))]"
    }
    return shown + diagnostic.notes.map { " \($0.kind.rawValue): \($0.text)" }.joined()
  }
}

extension TypedValue {
  var shown: String { "\(waveText()) : \(type.typeText)" }
}

extension EvaluationNote {
  var shown: String {
    switch self {
    case .conversion(let from, let to, _): " (\(from.shown) became \(to.shown))"
    case .shiftCountReduced(_, let width, let used, _): " (count modulo \(width) is \(used))"
    case .divisionWrapped(let type, _): " (\(type) quotient wrapped)"
    }
  }
}
