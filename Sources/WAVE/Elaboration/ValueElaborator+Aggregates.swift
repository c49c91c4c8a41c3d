package import ComponentTypes
package import Diagnostics

extension ValueElaborator {
  func elaborateList(_ elements: [ValueSyntax], of type: ValueType) throws(WAVEError) -> ValueTemplate {
    if type == .u8, let bytes = try elaborateBytes(elements) { return .constant(.bytes(bytes)) }
    var templates: [ValueTemplate] = []
    templates.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      do throws(WAVEError) {
        templates.append(try elaborate(element, as: type))
      } catch {
        throw error.inside(.element(index))
      }
    }
    return ValueTemplate.constants(templates).map { .constant(.list($0)) } ?? .list(templates)
  }

  /// The bytes of a `list<u8>`; nil where an element is not known yet.
  private func elaborateBytes(_ elements: [ValueSyntax]) throws(WAVEError) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      guard case .number(let isInteger) = element.kind else { return nil }
      do throws(WAVEError) {
        guard case .u8(let byte) = try number(element.span, isInteger: isInteger, as: .u8) else { return nil }
        bytes.append(byte)
      } catch {
        throw error.inside(.element(index))
      }
    }
    return bytes
  }

  /// A map is written as the list of its entries, each a tuple of key and value.
  func elaborateMap(
    _ entries: [ValueSyntax], _ key: ValueType, _ value: ValueType
  ) throws(WAVEError) -> ValueTemplate {
    let entryType = ValueType(.tuple([key, value]))
    var templates: [(key: ValueTemplate, value: ValueTemplate)] = []
    var constants: [ComponentValue.MapEntry] = []
    for (index, entry) in entries.enumerated() {
      do throws(WAVEError) {
        guard case .tuple(let parts) = entry.kind, parts.count == 2 else { throw mismatch(entry, entryType) }
        let pair = (key: try elaborate(parts[0], as: key), value: try elaborate(parts[1], as: value))
        templates.append(pair)
        if let key = pair.key.constant, let value = pair.value.constant {
          constants.append(.init(key: key, value: value))
        }
      } catch {
        throw error.inside(.element(index))
      }
    }
    return constants.count == templates.count ? .constant(.map(constants)) : .map(templates)
  }

  /// Reads a tuple's elements; there are as many as types.
  func elaborateTuple(_ elements: [ValueSyntax], _ types: [ValueType]) throws(WAVEError) -> ValueTemplate {
    var templates: [ValueTemplate] = []
    for (index, (element, type)) in zip(elements, types).enumerated() {
      do throws(WAVEError) {
        templates.append(try elaborate(element, as: type))
      } catch {
        throw error.inside(.tupleElement(index))
      }
    }
    return ValueTemplate.constants(templates).map { .constant(.tuple($0)) } ?? .tuple(templates)
  }

  /// Reads a record's fields, written in any order; what is left out and optional is `none`.
  func elaborateRecord(
    _ written: [FieldSyntax], _ fields: [ValueType.Field], _ type: ValueType, at span: SourceSpan
  ) throws(WAVEError) -> ValueTemplate {
    let places = Dictionary(fields.indices.map { (fields[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
    let found = elaborateNamed(written, type) { name in places[name].map { ($0, fields[$0].type) } }
    let templates = fields.indices.map { found.values[$0] ?? fields[$0].type.absentValue }
    let missing = fields.indices.filter { templates[$0] == nil && found.errors[$0] == nil }
    // Of several mistakes the type's first field has the say.
    if let first = found.errors.keys.min(), first < missing.first ?? .max, let error = found.errors[first] {
      throw error
    }
    if !missing.isEmpty {
      // A name that is no field's is most likely a missing one's.
      if let unknown = found.unknown {
        throw error(.unknownField(name(unknown), type), span, marking: unknown.span)
      }
      throw error(.missingFields(missing.map { fields[$0].name }, type), span)
    }
    if let unknown = found.unknown { throw error(.unknownField(name(unknown), type), unknown.span) }
    let present = templates.compactMap(\.self)
    return ValueTemplate.constants(present).map { .constant(.record($0)) } ?? .record(present)
  }

  /// What `name: value` pairs are, by the places of their names; the first name that has none.
  private struct NamedValues {
    var values: [Int: ValueTemplate] = [:]
    var errors: [Int: WAVEError] = [:]
    var unknown: LabelSyntax?
  }

  /// Reads `name: value` pairs into the places that `place` gives their names.
  private func elaborateNamed(
    _ written: [FieldSyntax], _ type: ValueType, place: (String) -> (Int, ValueType)?
  ) -> NamedValues {
    var found = NamedValues()
    for field in written {
      let name = name(field.label)
      guard let (index, fieldType) = place(name) else {
        if found.unknown == nil { found.unknown = field.label }
        continue
      }
      do throws(WAVEError) {
        found.values[index] = try elaborate(field.value, as: fieldType)
      } catch {
        found.errors[index] = error.inside(.field(name))
      }
    }
    return found
  }

  /// How the only parameter is written, where it is a record or tuple of so many parts.
  private func onlyAggregate(_ parameters: [FunctionType.Parameter], of count: Int) -> String? {
    guard parameters.count == 1 else { return nil }
    switch parameters[0].type.shape {
    case .record(let fields) where fields.count == count:
      return "({\(fields.map { "\($0.name): ..." }.joined(separator: ", "))})"
    case .tuple(let parts) where parts.count == count:
      return "((\(parts.map { _ in "..." }.joined(separator: ", "))))"
    default: return nil
    }
  }

  /// Reads a call's arguments; optional ones at the end may be left out.
  /// - Parameters:
  ///   - span: where the brackets stand.
  ///   - name: where the function's name stands, which is marked if there are no arguments at all.
  package func elaborateArguments(
    _ arguments: [ValueSyntax], _ parameters: [FunctionType.Parameter], at span: SourceSpan, name: SourceSpan? = nil
  ) throws(WAVEError) -> [ValueTemplate] {
    let tooMany = WAVEError.Kind.tooManyArguments(
      expected: parameters.count, found: arguments.count, form: onlyAggregate(parameters, of: arguments.count))
    var templates: [ValueTemplate] = []
    for (argument, parameter) in zip(arguments, parameters) {
      do throws(WAVEError) {
        templates.append(try elaborate(argument, as: parameter.type))
      } catch {
        // The parts of an only aggregate, most likely, which is the better thing to say.
        if arguments.count > parameters.count, case .tooManyArguments(_, _, .some) = tooMany {
          throw self.error(tooMany, error.span)
        }
        throw error.inside(.parameter(parameter.name))
      }
    }
    if arguments.count > parameters.count { throw error(tooMany, arguments[parameters.count].span) }
    let rest = parameters.dropFirst(arguments.count)
    let absent = rest.map(\.type.absentValue)
    guard absent.allSatisfy({ $0 != nil }) else {
      let last = SourceSpan(max(span.start, span.end - 1), span.end)
      throw error(
        .missingArguments(zip(rest, absent).filter { $0.1 == nil }.map(\.0.name)),
        arguments.isEmpty ? name ?? span : last)
    }
    return templates + absent.compactMap(\.self)
  }

  /// Reads arguments that are written by name, in any order.
  package func elaborateArguments(
    named written: [FieldSyntax], _ parameters: [FunctionType.Parameter], at span: SourceSpan
  ) throws(WAVEError) -> [ValueTemplate] {
    let type = ValueType(.record(parameters.map { .init($0.name, $0.type) }))
    let found = elaborateNamed(written, type) { name in
      parameters.firstIndex { $0.name == name }.map { ($0, parameters[$0].type) }
    }
    if let unknown = found.unknown { throw error(.unknownField(name(unknown), type), unknown.span) }
    if let first = found.errors.keys.min(), let error = found.errors[first] { throw error }
    let templates = parameters.indices.map { found.values[$0] ?? parameters[$0].type.absentValue }
    let missing = zip(parameters, templates).filter { $0.1 == nil }.map(\.0.name)
    guard missing.isEmpty else { throw error(.missingArguments(missing), span) }
    return templates.compactMap(\.self)
  }
}

extension ValueType {
  /// What a field or parameter of the type is when it is left out: `none`, if it is an option.
  var absentValue: ValueTemplate? {
    guard case .option = shape else { return nil }
    return .constant(.option(nil))
  }
}
