import CanonicalABI
import CoreModule
import CoreTypes
package import Diagnostics

extension ComponentRuntimeError: DiagnosticConvertible {
  /// One sentence without a full stop.
  package var message: String {
    switch kind {
    case .trap(let trap):
      if case .canonicalABI(let rule) = trap.code { rule } else { "guest code trapped while it was instantiated" }
    case .coreModule(let error): error.diagnostics.first?.message ?? "an embedded core module is not valid"
    case .unlinkable(let module, let name, let expected, let found):
      "import \(module).\(name) expects \(Self.words(expected)) and gets \(Self.words(found))"
    case .unlinked(let name, let sort): "nothing is linked to import \(name), a \(sort)"
    case .providerLacks(let function, let name): "what is linked to \(name) has no function \(function)"
    case .providerDiffers(let function, let name):
      "what is linked to \(name) has \(function) with another type"
    case .unsupported(let what): "\(what) not supported yet"
    case .tooManyInstances(let limit): "the component makes more than \(limit) instances"
    case .tooManyEntries(let limit): "the component's instances hold more than \(limit) definitions"
    case .dangling(let what): "\(what) does not exist"
    }
  }

  package var diagnostics: [Diagnostic] {
    if case .coreModule(let error) = kind { return error.diagnostics }
    return [Diagnostic(code, message, at: offset.map { .binary(file: "", offset: $0) } ?? .none)]
  }

  private var code: DiagnosticCode {
    switch kind {
    case .trap: .instantiationTrapped
    case .unlinkable, .unlinked: .unlinkableImport
    case .providerLacks, .providerDiffers: .providerMismatch
    case .unsupported: .unsupportedComponent
    case .coreModule, .tooManyInstances, .tooManyEntries, .dangling: .instantiationRefused
    }
  }

  private static func words(_ type: CoreExternType?) -> String {
    switch type {
    case nil: "nothing"
    case .function(let type)?: "a func of \(words(type.parameters)) to \(words(type.results))"
    case .table?: "a table"
    case .memory(let type)?: "a memory of \(type.limits.minimum) pages"
    case .global(let type)?: "a\(type.isMutable ? " mutable" : "") global of \(words([type.value]))"
    case .tag(let type)?: "a tag of \(words(type.parameters))"
    }
  }

  private static func words(_ types: [CoreValueType]) -> String {
    let names = types.map { type in
      switch type {
      case .i32: "i32"
      case .i64: "i64"
      case .f32: "f32"
      case .f64: "f64"
      case .v128: "v128"
      case .reference(let reference): reference.heap == .func ? "funcref" : "externref"
      }
    }
    return "[\(names.joined(separator: " "))]"
  }
}
