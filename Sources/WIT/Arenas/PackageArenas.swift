package import ComponentTypes

/// Resolved packages as four lists whose members name each other by index: worlds, interfaces, types and packages.
///
/// Where `ResolvedPackages` says what a type is, this says which declaration is meant: an alias stays a node of its
/// own, and types without a name are nodes too, each once in a package. Tools hand resolved WIT to each other in this
/// form.
///
/// The order follows from the text. Packages come by name, each behind those it names, and those that were binaries
/// before all others. In a package come its
/// interfaces, each behind those it uses, then the inline ones of its worlds. A type stands behind its parts; what
/// `include` copies stands last.
///
/// wasm-tools differs where a world exports an interface behind another export that uses it: there it gives the used
/// one the gate and the external id of the export that came first, and leaves out its documentation; an import that an
/// export brings along gets the export's external id too. WIT.md puts both
/// before the item that they are about (`gate world-definition`, `external-id? 'export' …`), so each export keeps
/// what is written before it.
package struct PackageArenas: Hashable, Sendable {
  package internal(set) var worlds: [WorldNode] = []
  package internal(set) var interfaces: [InterfaceNode] = []
  package internal(set) var types: [TypeNode] = []
  package internal(set) var packages: [PackageNode] = []

  init() {}

  /// A package, with its named interfaces and its worlds by index.
  package struct PackageNode: Hashable, Sendable {
    package let name: PackageName
    package var interfaces: [NamedIndex] = []
    package var worlds: [NamedIndex] = []
    package let documentation: String?
  }

  /// A name and the index of what it names.
  package struct NamedIndex: Hashable, Sendable {
    package let name: String
    package let index: Int
  }

  /// An interface; those inline in a world have no name.
  package struct InterfaceNode: Hashable, Sendable {
    package let name: String?
    package var types: [NamedIndex] = []
    package var functions: [FunctionNode] = []
    package let documentation: String?
    package let stability: Stability?
    package var package: Int
    /// The inline interface of another world that an `include` copied.
    package var copyOf: Int?
  }

  /// A world.
  package struct WorldNode: Hashable, Sendable {
    package let name: String
    package var imports: [ItemNode] = []
    package var exports: [ItemNode] = []
    package let package: Int
    package let documentation: String?
    package let stability: Stability?
  }

  /// What a world imports or exports under one name.
  package struct ItemNode: Hashable, Sendable {
    /// What the item goes by: a name of its own, or the interface that it is.
    package enum Key: Hashable, Sendable {
      case plain(String)
      case interface(Int)
    }

    /// The kinds of item.
    package enum Kind: Hashable, Sendable {
      case interface(Int, stability: Stability?, documentation: String?, externalID: String?)
      case function(FunctionNode)
      case type(Int)
    }

    package let key: Key
    package let kind: Kind
  }

  /// A function.
  package struct FunctionNode: Hashable, Sendable {
    /// What kind of function it is; members of a resource carry its index.
    package enum Kind: Hashable, Sendable {
      case freestanding
      case method(Int)
      case staticMember(Int)
      case constructor(Int)
    }

    /// A named parameter.
    package struct Parameter: Hashable, Sendable {
      package let name: String
      package var type: TypeReference
    }

    package var name: String
    package var kind: Kind
    package let isAsync: Bool
    package var parameters: [Parameter]
    package var result: TypeReference?
    package let documentation: String?
    package let stability: Stability?
    package let externalID: String?
  }
}

extension PackageArenas {
  /// A type where it is used.
  package enum TypeReference: Hashable, Sendable {
    /// A type that WIT has a word for.
    case primitive(String)
    case node(Int)
  }

  /// A type that has a declaration, or parts.
  package struct TypeNode: Hashable, Sendable {
    /// Where a type is declared.
    package enum Owner: Hashable, Sendable {
      case interface(Int)
      case world(Int)
    }

    /// A field, case or flag; only fields and some cases have a type.
    package struct Member: Hashable, Sendable {
      package let name: String
      package var type: TypeReference?
      package let documentation: String?
    }

    /// The forms of a type.
    package enum Kind: Hashable, Sendable {
      case alias(TypeReference)
      case resource
      case own(Int)
      case borrow(Int)
      case record([Member])
      case variant([Member])
      case enumeration([Member])
      case flags([Member])
      case tuple([TypeReference])
      case list(TypeReference)
      case fixedLengthList(TypeReference, length: UInt32)
      case map(key: TypeReference, value: TypeReference)
      case option(TypeReference)
      case result(ok: TypeReference?, error: TypeReference?)
      case stream(TypeReference?)
      case future(TypeReference?)
    }

    package var name: String?
    package var kind: Kind
    /// Nil for a type without a declaration.
    package var owner: Owner?
    package let documentation: String?
    package var stability: Stability?
    package let externalID: String?
  }
}
