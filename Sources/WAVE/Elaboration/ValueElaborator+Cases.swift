import ComponentTypes
import Diagnostics

extension ValueElaborator {
  /// Reads a name, with what stands in brackets behind it, as a case of the type.
  /// - Returns: nil where the name is none, so that it may mean something else.
  func elaborateCase(
    _ label: LabelSyntax, _ payload: [ValueSyntax], _ syntax: ValueSyntax, as type: ValueType
  ) throws(WAVEError) -> ValueTemplate? {
    let word = keyword(label)
    switch (type.shape, word) {
    case (.bool, .true): return .constant(.bool(true))
    case (.bool, .false): return .constant(.bool(false))
    case (.f32, .inf): return .constant(.f32(.infinity))
    case (.f32, .nan): return .constant(.f32(.nan))
    case (.f64, .inf): return .constant(.f64(.infinity))
    case (.f64, .nan): return .constant(.f64(.nan))
    case (.option, .absent?): return .constant(.option(nil))
    case (.option(let inner), .present?):
      guard let value = try elaboratePayload(payload, inner, "some", syntax.span) else { return nil }
      return wrapped(value, in: type)
    case (.result(let ok, _), .ok?):
      guard let value = try elaboratePayload(payload, ok, "ok", syntax.span) else { return .constant(.ok(nil)) }
      return value.constant.map { .constant(.ok($0)) } ?? .ok(value)
    case (.result(_, let failure), .err?):
      guard let value = try elaboratePayload(payload, failure, "err", syntax.span) else { return .constant(.err(nil)) }
      return value.constant.map { .constant(.err($0)) } ?? .err(value)
    case (.option, _), (.result, _):
      guard let flat = type.flattenedPayload,
        let value = try elaborateCase(label, payload, syntax, as: flat)
      else { return nil }
      return wrapped(value, in: type)
    case (.enumeration(let labels), nil):
      let name = name(label)
      guard let index = labels.firstIndex(where: { $0.name == name }) else { return nil }
      if let first = payload.first { throw error(.unexpectedPayload(name), syntax.span, marking: first.span) }
      return .constant(.enumeration(UInt32(clamping: index)))
    case (.variant(let cases), nil):
      let name = name(label)
      guard let index = cases.firstIndex(where: { $0.name == name }) else { return nil }
      let number = UInt32(clamping: index)
      guard let value = try elaboratePayload(payload, cases[index].payload, name, syntax.span) else {
        return .constant(.variant(number, nil))
      }
      return value.constant.map { .constant(.variant(number, $0)) } ?? .variant(number, value)
    default: return nil
    }
  }

  /// Reads a case's payload, which is there exactly if its type is.
  private func elaboratePayload(
    _ payload: [ValueSyntax], _ type: ValueType?, _ name: String, _ span: SourceSpan
  ) throws(WAVEError) -> ValueTemplate? {
    guard let type else {
      if let first = payload.first { throw error(.unexpectedPayload(name), span, marking: first.span) }
      return nil
    }
    guard let first = payload.first else { throw error(.missingPayload(name, type), span) }
    guard payload.count == 1 else {
      // Several values in a payload's brackets are almost always a tuple that lacks its own.
      throw error(.wrongCount(expected: 1, found: payload.count, type), span)
    }
    return try elaborate(first, as: type)
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
