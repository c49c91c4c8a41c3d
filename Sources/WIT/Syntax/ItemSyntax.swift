import ComponentTypes
import Diagnostics

/// `use path.{a, b as c};`
struct UseDeclaration {
  let attributes: Attributes
  let path: UsePath
  let names: [RenamedName]
}

/// `a`, or `a as b`.
struct RenamedName {
  let name: Identifier
  let alias: Identifier?

  /// The name it goes by here.
  var local: Identifier { alias ?? name }
}

/// What an interface holds.
indirect enum InterfaceItem {
  case use(UseDeclaration)
  case type(TypeDeclaration)
  case function(FunctionDeclaration)
}

/// An interface, at the top level or inline in a world.
struct InterfaceDeclaration {
  let attributes: Attributes
  let name: Identifier
  let items: [InterfaceItem]
}

/// `import` or `export` in a world.
struct ExternDeclaration {
  let attributes: Attributes
  let isImport: Bool
  let kind: Kind

  /// What is imported or exported.
  enum Kind {
    /// `import a:b/c;`
    case path(UsePath)
    /// `import name: a:b/c;`
    case namedPath(Identifier, UsePath)
    /// `import name: interface { … }`
    case interface(InterfaceDeclaration)
    /// `import name: func();`
    case function(FunctionDeclaration)
  }

  /// Where its name stands.
  var nameSpan: SourceSpan {
    switch kind {
    case .path(let path): path.span
    case .namedPath(let name, _): name.span
    case .interface(let interface): interface.name.span
    case .function(let function): function.name.span
    }
  }
}

/// `include path with { a as b }`
struct IncludeDeclaration {
  let attributes: Attributes
  let path: UsePath
  let names: [RenamedName]
}

/// What a world holds.
indirect enum WorldItemSyntax {
  case use(UseDeclaration)
  case type(TypeDeclaration)
  case extern(ExternDeclaration)
  case include(IncludeDeclaration)
}

/// A world.
struct WorldDeclaration {
  let attributes: Attributes
  let name: Identifier
  let items: [WorldItemSyntax]
}

/// `use a:b/c as d;` at the top of a file.
struct TopLevelUse {
  let path: UsePath
  let alias: Identifier?

  /// The name it gives the interface in this file.
  var local: Identifier { alias ?? path.name }
}

/// What a package holds in one file, or between the braces of a nested package.
struct PackageItems {
  var uses: [TopLevelUse] = []
  var interfaces: [InterfaceDeclaration] = []
  var worlds: [WorldDeclaration] = []
}

/// `package a:b;` or the head of `package a:b { … }`.
struct PackageDeclaration {
  let documentation: String?
  let name: PackageNameSyntax
}

/// One file.
struct FileSyntax {
  var declaration: PackageDeclaration?
  var items = PackageItems()
  /// The nested packages, with the span from `package` to the closing brace.
  var nested: [(declaration: PackageDeclaration, items: PackageItems, span: SourceSpan)] = []
}
