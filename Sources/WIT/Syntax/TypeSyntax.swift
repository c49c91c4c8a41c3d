import ComponentTypes
import Diagnostics

/// A type as it is written.
///
/// Source: WIT.md, "Types".
struct TypeSyntax {
  let shape: Shape
  let span: SourceSpan

  /// The forms of a type.
  indirect enum Shape {
    case primitive(ValueType)
    case named(Identifier)
    case list(TypeSyntax)
    case fixedLengthList(TypeSyntax, UInt32)
    case map(key: TypeSyntax, value: TypeSyntax)
    case tuple([TypeSyntax])
    case option(TypeSyntax)
    case result(ok: TypeSyntax?, error: TypeSyntax?)
    case own(Identifier)
    case borrow(Identifier)
    case stream(TypeSyntax?)
    case future(TypeSyntax?)
  }
}

/// A field, case or parameter: a name and, where there is one, a type.
struct MemberSyntax {
  let name: Identifier
  let type: TypeSyntax?
  let documentation: String?
}

/// `type`, `record`, `variant`, `enum`, `flags` or `resource`.
struct TypeDeclaration {
  let attributes: Attributes
  let name: Identifier
  let body: Body

  /// What is declared.
  enum Body {
    case alias(TypeSyntax)
    case record([MemberSyntax])
    case variant([MemberSyntax])
    case enumeration([MemberSyntax])
    case flags([MemberSyntax])
    case resource([ResourceMember])
  }
}

/// A function's type as it is written.
struct FunctionSyntax {
  let isAsync: Bool
  let parameters: [MemberSyntax]
  let result: TypeSyntax?
}

/// A function of an interface.
struct FunctionDeclaration {
  let attributes: Attributes
  let name: Identifier
  let function: FunctionSyntax
}

/// A member of a resource.
struct ResourceMember {
  let kind: Kind
  let declaration: FunctionDeclaration

  /// The kinds of member.
  enum Kind {
    case constructor, method, staticMember
  }
}
