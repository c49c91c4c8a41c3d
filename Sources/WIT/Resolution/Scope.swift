import ComponentTypes
import Diagnostics

/// What is known of a type once it is resolved; computed from its parts' facts, never by walking the whole.
struct TypeFacts {
  var type: ValueType
  /// How many nodes it has, names followed.
  var size = 1
  /// How deep it nests, names followed.
  var depth = 1
  var hasBorrow = false
  /// The resource that it stands for, where it is one or an alias of one.
  var resource: ResourceType?
  /// Whether something in it could not be resolved, so that further complaints would only echo that.
  var isBroken = false

  static let broken = TypeFacts(type: .bool, isBroken: true)
}

/// What a name in an interface or world stands for.
enum Binding {
  /// A type: the index of its definition.
  case type(Int)
  case function
  /// Something whose feature is off.
  case excluded(WITProblem.Sort, feature: String?)
  /// Something that could not be resolved.
  case broken
}

/// A type definition and what is known of it.
struct ScopedType {
  let definition: TypeDefinition
  let facts: TypeFacts
  /// The interface that a `use` takes it from.
  let usedInterface: Int?
  let span: SourceSpan
}

/// The names of one interface or world while it is resolved.
struct Scope {
  let source: SourceText
  /// The package and the part of it that it stands in.
  let package: Int
  let part: Int
  /// The interface; nil for a world.
  let owner: InterfaceName?
  /// Whether everything in it is dropped, since its own feature is off.
  var isExcluded = false
  var bindings: [String: Binding] = [:]
  /// Whether a type is declared as `%error-context`, so that the bare name still means the built-in one.
  var hasEscapedErrorContext = false
  /// Lower-case names to where they were defined, as written.
  var definedNames: [String: (name: String, span: SourceSpan)] = [:]
  /// In the order of definition: what `use`s bring first, then declarations, each after those it depends on.
  var types: [ScopedType] = []

  init(source: SourceText, package: Int, part: Int, owner: InterfaceName?) {
    self.source = source
    self.package = package
    self.part = part
    self.owner = owner
  }

  /// The names that stand for types, also where what they stand for is wrong.
  var typeNames: [String] {
    bindings.compactMap { name, binding in
      switch binding {
      case .type: name
      // An unknown name is bound, too, so that it is told once.
      case .broken: definedNames[name.lowercased()] == nil ? nil : name
      case .function, .excluded: nil
      }
    }
  }

  /// What a name stands for where it is used as a type.
  func binding(of name: Identifier) -> Binding? {
    hasEscapedErrorContext && name.isErrorContext ? nil : bindings[name.text]
  }

  func typeName(_ name: String) -> TypeName { TypeName(name, in: owner) }
}

/// An interface after resolution.
struct ResolvedInterface {
  let value: Interface
  let bindings: [String: Binding]
  let types: [ScopedType]
  /// The interfaces whose types it uses, in the order of use.
  let dependencies: [Int]
}
