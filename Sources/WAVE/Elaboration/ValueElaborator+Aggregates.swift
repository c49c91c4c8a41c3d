package import ComponentTypes
package import Diagnostics

extension ValueElaborator {
  func startOfList(_ elements: [ValueSyntax], of type: ValueType) throws(WAVEError) -> Start {
    if type == .u8, let bytes = try elaborateBytes(elements) { return .done(.constant(.bytes(bytes))) }
    return .parts(PendingValue(.list, elements, .same(type)))
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

  /// Begins to read a record's fields, written in any order; what is left out and optional is `none`.
  func startOfRecord(
    _ written: [FieldSyntax], _ fields: [ValueType.Field], _ type: ValueType, at span: SourceSpan
  ) throws(WAVEError) -> PendingValue {
    let places = Dictionary(fields.indices.map { (fields[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
    var known: [(place: Int, value: ValueSyntax)] = []
    var unknown: LabelSyntax?
    for field in written {
      if let place = places[name(field.label)] {
        known.append((place, field.value))
      } else if unknown == nil {
        unknown = field.label
      }
    }
    // Of several mistakes the type's first field has the say. A language that embeds values may have effects, in the order
    // in which they are written.
    if resolver == nil { known.sort { $0.place < $1.place } }
    let present = Set(known.map(\.place))
    let missing = fields.indices.filter { !present.contains($0) && fields[$0].type.absentValue == nil }
    var failure: WAVEError?
    if let first = missing.first {
      if resolver == nil { known.removeAll { $0.place > first } }
      // A name that is no field's is most likely a missing one's.
      failure =
        if let unknown {
          error(.unknownField(name(unknown), type), span, marking: unknown.span)
        } else {
          error(.missingFields(missing.map { fields[$0].name }, type), span)
        }
    } else if let unknown {
      failure = error(.unknownField(name(unknown), type), unknown.span)
    }
    var value = PendingValue(.record(fields), known.map(\.value), .each(known.map { fields[$0.place].type }))
    value.places = known.map(\.place)
    value.failure = failure
    return value
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
    var found: [Int: ValueTemplate] = [:]
    for field in written {
      let name = name(field.label)
      guard let index = parameters.firstIndex(where: { $0.name == name }) else {
        throw error(.unknownField(name, type), field.label.span)
      }
      do throws(WAVEError) {
        found[index] = try elaborate(field.value, as: parameters[index].type)
      } catch {
        throw error.inside(.field(name))
      }
    }
    let templates = parameters.indices.map { found[$0] ?? parameters[$0].type.absentValue }
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
