package import ComponentTypes

/// A value with holes: what is known of it before anything runs.
///
/// A value without holes is one `constant`, however large it is.
package indirect enum ValueTemplate: Sendable {
  case constant(ComponentValue)
  /// What the embedding language will put here; the number is the language's own.
  case hole(Int)
  case list([ValueTemplate])
  case map([(key: ValueTemplate, value: ValueTemplate)])
  case record([ValueTemplate])
  case tuple([ValueTemplate])
  case variant(UInt32, ValueTemplate)
  case some(ValueTemplate)
  case ok(ValueTemplate)
  case err(ValueTemplate)

  /// The value, where it has no holes.
  package var constant: ComponentValue? {
    guard case .constant(let value) = self else { return nil }
    return value
  }

  /// The value with its holes filled, from left to right.
  package func filled<Failure: Error>(
    _ fill: (Int) throws(Failure) -> ComponentValue
  ) throws(Failure) -> ComponentValue {
    switch self {
    case .constant(let value): return value
    case .hole(let number): return try fill(number)
    case .list(let elements): return .list(try Self.filled(elements, fill))
    case .record(let fields): return .record(try Self.filled(fields, fill))
    case .tuple(let elements): return .tuple(try Self.filled(elements, fill))
    case .map(let entries):
      var filled: [ComponentValue.MapEntry] = []
      for entry in entries {
        filled.append(.init(key: try entry.key.filled(fill), value: try entry.value.filled(fill)))
      }
      return .map(filled)
    case .variant(let index, let payload): return .variant(index, try payload.filled(fill))
    case .some(let payload): return .option(try payload.filled(fill))
    case .ok(let payload): return .ok(try payload.filled(fill))
    case .err(let payload): return .err(try payload.filled(fill))
    }
  }

  private static func filled<Failure: Error>(
    _ templates: [ValueTemplate], _ fill: (Int) throws(Failure) -> ComponentValue
  ) throws(Failure) -> [ComponentValue] {
    var values: [ComponentValue] = []
    values.reserveCapacity(templates.count)
    for template in templates { values.append(try template.filled(fill)) }
    return values
  }

  /// The values of templates that all have no holes.
  static func constants(_ templates: [ValueTemplate]) -> [ComponentValue]? {
    var values: [ComponentValue] = []
    values.reserveCapacity(templates.count)
    for template in templates {
      guard case .constant(let value) = template else { return nil }
      values.append(value)
    }
    return values
  }
}

/// A value with holes, and its type.
package struct TypedTemplate: Sendable {
  package let template: ValueTemplate
  package let type: ValueType

  package init(_ template: ValueTemplate, _ type: ValueType) {
    self.template = template
    self.type = type
  }
}

/// The language that embeds values, while types are given to them.
package protocol EmbeddedResolver: AnyObject {
  /// Gives a type to what is not WAVE's: a piece of the language's own syntax, or a name or name with brackets that is no
  /// case of the expected type.
  ///
  /// The type found may be another than the expected one; whether it goes there is not decided here.
  /// - Returns: nil where the name means nothing to the language either.
  func resolve(_ syntax: ValueSyntax, expecting type: ValueType?) throws(WAVEError) -> TypedTemplate?
  /// Whether a name or an embedded piece is an integer that takes whatever integer type it is given.
  func isUntypedInteger(_ syntax: ValueSyntax) -> Bool
  /// The type of an integer literal that nothing types.
  var defaultIntegerType: ValueType { get }
}
