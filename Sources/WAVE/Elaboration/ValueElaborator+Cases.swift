import ComponentTypes
import Diagnostics

extension ValueElaborator {
  /// Begins to read a name, with what stands in brackets behind it, as a case of the type.
  /// - Returns: nil where the name is none, so that it may mean something else.
  func startOfCase(
    _ label: LabelSyntax, _ payload: [ValueSyntax], _ syntax: ValueSyntax, as type: ValueType
  ) throws(WAVEError) -> Start? {
    let word = keyword(label)
    switch (type.shape, word) {
    case (.bool, .true): return .done(.constant(.bool(true)))
    case (.bool, .false): return .done(.constant(.bool(false)))
    case (.f32, .inf): return .done(.constant(.f32(.infinity)))
    case (.f32, .nan): return .done(.constant(.f32(.nan)))
    case (.f64, .inf): return .done(.constant(.f64(.infinity)))
    case (.f64, .nan): return .done(.constant(.f64(.nan)))
    case (.option, .absent?): return .done(.constant(.option(nil)))
    case (.option(let inner), .present?): return try startOfPayload(payload, inner, "some", syntax.span, .some)
    case (.result(let ok, _), .ok?):
      return try startOfPayload(payload, ok, "ok", syntax.span, .ok) ?? .done(.constant(.ok(nil)))
    case (.result(_, let failure), .err?):
      return try startOfPayload(payload, failure, "err", syntax.span, .err) ?? .done(.constant(.err(nil)))
    case (.option, _), (.result, _):
      guard let flat = type.flattenedPayload,
        let start = try startOfCase(label, payload, syntax, as: flat)
      else { return nil }
      switch start {
      case .done(let template): return .done(wrapped(template, in: type))
      case .parts(var value):
        value.wrappings.append(type)
        return .parts(value)
      }
    case (.enumeration(let labels), nil):
      let name = name(label)
      guard let index = labels.firstIndex(where: { $0.name == name }) else { return nil }
      if let first = payload.first { throw error(.unexpectedPayload(name), syntax.span, marking: first.span) }
      return .done(.constant(.enumeration(UInt32(clamping: index))))
    case (.variant(let cases), nil):
      let name = name(label)
      guard let index = cases.firstIndex(where: { $0.name == name }) else { return nil }
      let number = UInt32(clamping: index)
      return try startOfPayload(payload, cases[index].payload, name, syntax.span, .variant(number))
        ?? .done(.constant(.variant(number, nil)))
    default: return nil
    }
  }

  /// Begins to read a case's payload, which is there exactly if its type is.
  private func startOfPayload(
    _ payload: [ValueSyntax], _ type: ValueType?, _ name: String, _ span: SourceSpan, _ form: PendingValue.Form
  ) throws(WAVEError) -> Start? {
    guard let type else {
      if let first = payload.first { throw error(.unexpectedPayload(name), span, marking: first.span) }
      return nil
    }
    guard !payload.isEmpty else { throw error(.missingPayload(name, type), span) }
    guard payload.count == 1 else {
      // Several values in a payload's brackets are almost always a tuple that lacks its own.
      throw error(.wrongCount(expected: 1, found: payload.count, type), span)
    }
    return .parts(PendingValue(form, payload, .same(type)))
  }

  func elaborateFlags(
    _ written: [LabelSyntax], _ labels: [ValueType.Label], _ type: ValueType, at span: SourceSpan
  ) throws(WAVEError) -> ValueTemplate {
    var values = [Bool](repeating: false, count: labels.count)
    for label in written {
      let name = name(label)
      guard let index = labels.firstIndex(where: { $0.name == name }) else {
        throw error(.unknownFlag(name, type), span, marking: label.span)
      }
      values[index] = true
    }
    return .constant(.flags(values))
  }
}
