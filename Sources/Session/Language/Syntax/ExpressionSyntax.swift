import BitArithmetic
import ComponentTypes
import Diagnostics
import WAVE

/// What the language adds to WAVE's values, as it is written.
final class ExpressionSyntax: EmbeddedSyntax {
  enum Kind: Sendable {
    /// Operators of one precedence, applied from left to right.
    case chain(ValueSyntax, [Link])
    /// Operators before a value, outermost first.
    case prefixed([Prefix], ValueSyntax)
    /// `VALUE : TYPE`.
    case ascription(ValueSyntax, TypeSyntax)
    /// `EXPR as TYPE`.
    case conversion(ValueSyntax, TypeSyntax)
    /// A name or value, and what is selected from it or called on it.
    case path(PathSyntax)
  }

  /// An operator and the operand to its right.
  struct Link: Sendable {
    let operation: ArithmeticOperator
    let operatorSpan: SourceSpan
    let operand: ValueSyntax
  }

  struct Prefix: Sendable {
    let operation: UnaryOperator
    let span: SourceSpan
  }

  let kind: Kind
  let span: SourceSpan

  init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// The expression where a value stands.
  static func value(_ kind: Kind, _ span: SourceSpan) -> ValueSyntax {
    ValueSyntax(.embedded(ExpressionSyntax(kind, span)), span)
  }
}

extension ValueSyntax {
  /// The language's own syntax, where that stands here.
  var expression: ExpressionSyntax? {
    guard case .embedded(let syntax) = kind else { return nil }
    return syntax as? ExpressionSyntax
  }
}

/// A name or value, and what follows it: `r.0.1`, `native.f({x: 1})`, `$3[2]`, `c.increment()`.
struct PathSyntax: Sendable {
  enum Base: Sendable {
    /// A value, which may be a name or a name with brackets.
    case value(ValueSyntax)
    /// `$name`.
    case variable(String)
    /// `$3`.
    case input(Int)
    /// `namespace:package/interface`, read in every way that its version allows, the longest first.
    case interface([InterfaceReading])
  }

  /// An interface, and the names that follow it.
  struct InterfaceReading: Sendable {
    let interface: InterfaceName
    let names: [String]
  }

  enum Selector: Sendable {
    /// `.name`.
    case member(String, SourceSpan)
    /// `.namespace:package/interface`, behind an instance.
    case interface([InterfaceReading], SourceSpan)
    /// `.0`.
    case position(Int, SourceSpan)
    /// `[2]`.
    case index(ValueSyntax, SourceSpan)
    /// `(a, b)`.
    case call([ValueSyntax], SourceSpan)
    /// `<x: 1, y: 2>`.
    case named([FieldSyntax], SourceSpan)
    /// `1 2`, and what follows them that cannot be an argument.
    case bare([ValueSyntax], SourceSpan, trailing: SourceSpan?)

    var span: SourceSpan {
      switch self {
      case .member(_, let span), .interface(_, let span), .position(_, let span), .index(_, let span),
        .call(_, let span), .named(_, let span),
        .bare(_, let span, _):
        span
      }
    }
  }

  let base: Base
  /// Where the base stands.
  let baseSpan: SourceSpan
  let selectors: [Selector]
}

extension PathSyntax.Selector {
  /// Whether it only goes on with a name.
  var isName: Bool {
    switch self {
    case .member, .interface: true
    default: false
    }
  }

  /// Whether it is arguments, in whatever form.
  var isArguments: Bool {
    switch self {
    case .call, .named, .bare: true
    default: false
    }
  }
}
