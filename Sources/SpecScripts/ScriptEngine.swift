import Interpreter

/// How a script's functions run: by optimised or faithful code, in the fast loop or the portable one. All give the same.
package enum ScriptEngine: Hashable, Sendable, CaseIterable {
  case fast, portable, faithful, faithfulPortable

  var codeMode: CodeMode { self == .faithful || self == .faithfulPortable ? .faithful : .optimised }
  var runsPortably: Bool { self == .portable || self == .faithfulPortable }
}
