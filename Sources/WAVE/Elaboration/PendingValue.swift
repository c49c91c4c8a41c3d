import ComponentTypes

/// A value whose parts are being given types: what is done of it, and what is still to do.
struct PendingValue {
  /// What the parts become when they are through.
  enum Form {
    case list
    case map
    case tuple
    case record([ValueType.Field])
    case variant(UInt32)
    case some
    case ok
    case err
  }

  /// The types of the parts.
  enum Types {
    case same(ValueType)
    case each([ValueType])
  }

  let form: Form
  let parts: [ValueSyntax]
  let types: Types
  /// For a record, the field that each part is of.
  var places: [Int] = []
  /// A mistake that is told when no part has one.
  var failure: WAVEError?
  /// The options and results that the value stands for, innermost first.
  var wrappings: [ValueType] = []
  /// The parts that are through.
  private(set) var templates: [ValueTemplate] = []

  init(_ form: Form, _ parts: [ValueSyntax], _ types: Types) {
    self.form = form
    self.parts = parts
    self.types = types
    templates.reserveCapacity(parts.count)
  }

  /// The next part, with its type.
  var next: (ValueSyntax, ValueType)? {
    let index = templates.count
    guard index < parts.count else { return nil }
    switch types {
    case .same(let type): return (parts[index], type)
    case .each(let types): return index < types.count ? (parts[index], types[index]) : nil
    }
  }

  /// The way from the value to its next part.
  var step: WAVEError.PathStep? {
    switch form {
    case .list, .map: .element(templates.count)
    case .tuple: .tupleElement(templates.count)
    case .record(let fields): templates.count < places.count ? .field(fields[places[templates.count]].name) : nil
    case .variant, .some, .ok, .err: nil
    }
  }

  mutating func append(_ template: ValueTemplate) { templates.append(template) }

  /// The value, when all parts are through; nil where the entries of a map are known only later.
  var template: ValueTemplate? {
    switch form {
    case .list: return ValueTemplate.constants(templates).map { .constant(.list($0)) } ?? .list(templates)
    case .tuple: return ValueTemplate.constants(templates).map { .constant(.tuple($0)) } ?? .tuple(templates)
    case .map: return map
    case .record(let fields): return record(fields)
    case .variant(let index):
      return wrapped {
        .constant(.variant(index, $0))
      } orElse: {
        .variant(index, $0)
      }
    case .some:
      return wrapped {
        .constant(.option($0))
      } orElse: {
        .some($0)
      }
    case .ok:
      return wrapped {
        .constant(.ok($0))
      } orElse: {
        .ok($0)
      }
    case .err:
      return wrapped {
        .constant(.err($0))
      } orElse: {
        .err($0)
      }
    }
  }

  private func wrapped(
    _ known: (ComponentValue) -> ValueTemplate, orElse: (ValueTemplate) -> ValueTemplate
  ) -> ValueTemplate? {
    guard let payload = templates.first else { return nil }
    return payload.constant.map(known) ?? orElse(payload)
  }

  private func record(_ fields: [ValueType.Field]) -> ValueTemplate {
    var values = fields.map(\.type.absentValue)
    for (place, template) in zip(places, templates) { values[place] = template }
    let present = values.compactMap(\.self)
    return ValueTemplate.constants(present).map { .constant(.record($0)) } ?? .record(present)
  }

  /// Entries are read as tuples.
  private var map: ValueTemplate? {
    var entries: [(key: ValueTemplate, value: ValueTemplate)] = []
    var constants: [ComponentValue.MapEntry] = []
    for template in templates {
      switch template {
      case .constant(.tuple(let parts)) where parts.count == 2:
        entries.append((.constant(parts[0]), .constant(parts[1])))
        constants.append(.init(key: parts[0], value: parts[1]))
      case .tuple(let parts) where parts.count == 2: entries.append((parts[0], parts[1]))
      default: return nil
      }
    }
    return constants.count == entries.count ? .constant(.map(constants)) : .map(entries)
  }
}
