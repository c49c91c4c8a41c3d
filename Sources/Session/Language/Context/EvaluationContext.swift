package import ComponentTypes
package import Diagnostics

/// What the input language needs to know of the session, and the only thing it can do to it: call a function.
///
/// Everything but `call` is asked while types are checked; `call` only once the whole line is known to be right.
package protocol EvaluationContext: AnyObject {
  /// The value of a variable, its name without `$` or `%`.
  func variable(named name: String) -> TypedValue?
  /// The last value, which the language calls `it`.
  var lastValue: TypedValue? { get }
  /// The value of an earlier input, which the language calls `$3`.
  func value(ofInput number: Int) -> TypedValue?
  /// Finds the function that a name means; a short name in the current instance first, then in all.
  func lookUpFunction(_ reference: FunctionReference) -> FunctionLookup
  /// The types declared under a short name, or under `namespace:package/interface.name`, that are loaded.
  func lookUpType(_ name: String) -> [ValueType]
  /// Whether a loaded instance goes by the name.
  func instanceExists(_ name: String) -> Bool
  /// Variables, functions and instances, for near names.
  var knownNames: [String] { get }
  /// Why a function cannot be called at all, known before anything runs; nil where it can be.
  func obstacle(to function: CallableFunction) -> Diagnostic?
  /// Calls a function with arguments of its parameters' types; nil for a function without a result.
  func call(_ function: CallableFunction, _ arguments: [ComponentValue]) throws(CallFailure) -> ComponentValue?
}

extension EvaluationContext {
  package func obstacle(to function: CallableFunction) -> Diagnostic? { nil }
}

/// A function of an instance, or one that is declared and that no instance has.
package struct CallableFunction: Hashable, Sendable {
  /// The name of the instance that has it; nil where it is only declared.
  package let instance: String?
  package let path: FunctionPath
  package let type: FunctionType

  package init(instance: String?, path: FunctionPath, type: FunctionType) {
    self.instance = instance
    self.path = path
    self.type = type
  }

  /// What errors call it: the interface, then the function unless it is the interface's namesake.
  package var qualifiedName: String {
    guard let interface = path.interface else { return path.function }
    return interface.name == path.function ? interface.description : path.description
  }
}

/// What a name can turn out to be.
package enum FunctionLookup: Sendable {
  case found(CallableFunction)
  /// Several functions match equally well: names that would tell them apart, fit to be typed.
  case ambiguous([String])
  case unknown
}

/// Why a call gave no value.
package enum CallFailure: Error, Sendable {
  /// It could not begin, or it trapped, was cancelled or ran out; the session has worded it.
  case diagnostic(Diagnostic)
}
