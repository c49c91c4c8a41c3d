package import ComponentTypes

/// Where two values of one type part first, in the order in which they are printed.
package struct ValueDifference: Hashable, Sendable {
  /// The selectors from the whole to the part: `.0`, `[3].name`; empty where the wholes differ.
  package var path: String
  /// The first value's part; nil where it has none there, as beyond the end of a list.
  package var first: TypedValue?
  /// The second value's part.
  package var second: TypedValue?

  /// Nil where the values are equal.
  package init?(_ first: TypedValue, _ second: TypedValue) {
    guard first.value != second.value || first.type != second.type else { return nil }
    path = ""
    self.first = first
    self.second = second
    // A step a level of the type, whose depth is limited where types are made.
    while let a = self.first, let b = self.second, a.type == b.type, let part = Self.differingPart(a, b) {
      path += part.selector
      self.first = part.first
      self.second = part.second
    }
  }

  private struct Part {
    var selector: String
    var first: TypedValue?
    var second: TypedValue?
  }

  /// The first part that differs; nil where the two have no parts to tell apart.
  private static func differingPart(_ a: TypedValue, _ b: TypedValue) -> Part? {
    switch (a.type.shape, a.value, b.value) {
    case (.tuple(let types), .tuple(let x), .tuple(let y)):
      return part(x, y, count: types.count, { types[$0] }, { ".\($0)" })
    case (.record(let fields), .record(let x), .record(let y)):
      return part(x, y, count: fields.count, { fields[$0].type }, { "." + fields[$0].name })
    case (.list(let element), .bytes(let x), .bytes(let y)):
      guard let index = zip(x, y).enumerated().first(where: { $1.0 != $1.1 })?.offset ?? end(x.count, y.count) else {
        return nil
      }
      func byte(_ bytes: [UInt8]) -> TypedValue? {
        bytes.indices.contains(index) ? TypedValue(.u8(bytes[index]), element) : nil
      }
      return Part(selector: "[\(index)]", first: byte(x), second: byte(y))
    case (.list(let element), _, _), (.fixedLengthList(let element, _), _, _):
      guard let x = a.value.elements, let y = b.value.elements else { return nil }
      return part(x, y, count: max(x.count, y.count), { _ in element }, { "[\($0)]" })
    case (.option(let type), .option(let x?), .option(let y?)):
      return Part(selector: "", first: TypedValue(x, type), second: TypedValue(y, type))
    case (.result(let type?, _), .ok(let x?), .ok(let y?)), (.result(_, let type?), .err(let x?), .err(let y?)):
      return Part(selector: "", first: TypedValue(x, type), second: TypedValue(y, type))
    case (.variant(let cases), .variant(let i, let x?), .variant(let j, let y?)):
      guard i == j, let index = Int(exactly: i), cases.indices.contains(index), let type = cases[index].payload else {
        return nil
      }
      return Part(selector: "", first: TypedValue(x, type), second: TypedValue(y, type))
    default: return nil
    }
  }

  private static func part(
    _ x: [ComponentValue], _ y: [ComponentValue], count: Int, _ type: (Int) -> ValueType, _ selector: (Int) -> String
  ) -> Part? {
    guard let index = zip(x, y).enumerated().first(where: { $1.0 != $1.1 })?.offset ?? end(x.count, y.count),
      index < count
    else { return nil }
    func typed(_ values: [ComponentValue]) -> TypedValue? {
      values.indices.contains(index) ? TypedValue(values[index], type(index)) : nil
    }
    return Part(selector: selector(index), first: typed(x), second: typed(y))
  }

  /// Where the shorter of two sequences ends; nil where both end there.
  private static func end(_ a: Int, _ b: Int) -> Int? { a == b ? nil : min(a, b) }
}

extension ComponentValue {
  /// The elements of a list, however it is kept.
  fileprivate var elements: [ComponentValue]? {
    switch self {
    case .list(let elements): elements
    case .bytes(let bytes): bytes.map { .u8($0) }
    default: nil
    }
  }
}
