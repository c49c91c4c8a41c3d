package import ComponentTypes

/// Writes values as WAVE text into a string, up to a size.
///
/// Fields that are `none` are left out of records, as the reference does. A handle has no notation and is written
/// `<counter #1>`; a map is written as the list of its entries.
package struct ValuePrinter {
  /// What was written so far.
  package private(set) var text = ""
  /// The size in UTF-8 bytes past which nothing is written.
  package let limit: Int
  /// Whether something was left out because of the limit.
  package private(set) var isCut = false

  /// Values nest no deeper than this in what is written.
  private static let maximumDepth = 500

  package init(limit: Int = .max) {
    self.limit = limit
  }

  /// Writes a value of a type. A value that is not of the type is written as `?`.
  package mutating func write(_ value: ComponentValue, _ type: ValueType) {
    write(value, type, depth: 0)
  }

  private mutating func put(_ piece: String) {
    guard !isCut else { return }
    guard text.utf8.count < limit, piece.utf8.count <= limit - text.utf8.count else {
      isCut = true
      return
    }
    text += piece
  }

  private mutating func write(_ value: ComponentValue, _ type: ValueType, depth: Int) {
    guard !isCut else { return }
    guard depth < Self.maximumDepth else {
      isCut = true
      return
    }
    switch (value, type.shape) {
    case (.bool(let value), _): put(value ? "true" : "false")
    case (.s8(let value), _): put(String(value))
    case (.u8(let value), _): put(String(value))
    case (.s16(let value), _): put(String(value))
    case (.u16(let value), _): put(String(value))
    case (.s32(let value), _): put(String(value))
    case (.u32(let value), _): put(String(value))
    case (.s64(let value), _): put(String(value))
    case (.u64(let value), _): put(String(value))
    case (.f32(let value), _): put(value.waveText)
    case (.f64(let value), _): put(value.waveText)
    case (.char(let scalar), _):
      put("'")
      put(scalar)
      put("'")
    case (.string(let string), _):
      put("\"")
      for scalar in string.unicodeScalars where !isCut { put(scalar) }
      put("\"")
    case (.bytes(let bytes), _): writeSequence("[", bytes, "]") { $0.put(String($1)) }
    case (.list(let elements), .list(let element)), (.list(let elements), .fixedLengthList(let element, _)):
      writeSequence("[", elements, "]") { $0.write($1, element, depth: depth + 1) }
    case (.map(let entries), .map(let key, let mapped)):
      writeSequence("[", entries, "]") { printer, entry in
        printer.put("(")
        printer.write(entry.key, key, depth: depth + 1)
        printer.put(", ")
        printer.write(entry.value, mapped, depth: depth + 1)
        printer.put(")")
      }
    case (.tuple(let elements), .tuple(let types)):
      writeSequence("(", zip(elements, types), ")") { $0.write($1.0, $1.1, depth: depth + 1) }
    case (.record(let values), .record(let fields)): writeRecord(values, fields, depth)
    case (.flags(let values), .flags(let labels)):
      writeSequence("{", zip(values, labels).filter(\.0), "}") { $0.put($1.1.name) }
    case (.enumeration(let index), .enumeration(let labels)) where index < labels.count:
      putCase(labels[Int(index)].name)
    case (.variant(let index, let payload), .variant(let cases)) where index < cases.count:
      putCase(cases[Int(index)].name)
      writePayload(payload, cases[Int(index)].payload, depth)
    case (.option(nil), _): put("none")
    case (.option(let payload?), .option(let inner)):
      put("some")
      writePayload(payload, inner, depth)
    case (.ok(let payload), .result(let inner, _)):
      put("ok")
      writePayload(payload, inner, depth)
    case (.err(let payload), .result(_, let inner)):
      put("err")
      writePayload(payload, inner, depth)
    case (.handle(let number), _): put("<\(type.handleWord) #\(number)>")
    default: put("?")
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if let escape = scalar.waveEscape {
      put(escape)
    } else if UTF8.width(scalar) <= limit - min(limit, text.utf8.count) {
      text.unicodeScalars.append(scalar)
    } else {
      isCut = true
    }
  }

  /// A case's name; `%` before what would be a keyword.
  private mutating func putCase(_ name: String) {
    if WAVEKeyword(rawValue: name) != nil { put("%") }
    put(name)
  }

  private mutating func writePayload(_ payload: ComponentValue?, _ type: ValueType?, _ depth: Int) {
    guard let payload, let type else { return }
    put("(")
    write(payload, type, depth: depth + 1)
    put(")")
  }

  private mutating func writeSequence<S: Sequence>(
    _ open: String, _ elements: S, _ close: String, _ writeElement: (inout ValuePrinter, S.Element) -> Void
  ) {
    put(open)
    var isFirst = true
    for element in elements {
      if isCut { return }
      if !isFirst { put(", ") }
      isFirst = false
      writeElement(&self, element)
    }
    put(close)
  }

  private mutating func writeRecord(_ values: [ComponentValue], _ fields: [ValueType.Field], _ depth: Int) {
    let present = zip(values, fields).filter { value, _ in value != .option(nil) }
    guard !present.isEmpty else { return put("{:}") }
    writeSequence("{", present, "}") { printer, entry in
      printer.put(entry.1.name)
      printer.put(": ")
      printer.write(entry.0, entry.1.type, depth: depth + 1)
    }
  }
}

extension ValueType {
  /// What a handle of the type is called.
  fileprivate var handleWord: String {
    switch shape {
    case .own(let resource), .borrow(let resource): resource.name
    case .stream: "stream"
    case .future: "future"
    case .errorContext: "error-context"
    default: "handle"
    }
  }
}

extension TypedValue {
  /// The value as WAVE text; where `limit` UTF-8 bytes do not hold it, what fits of it, then `...`.
  package func waveText(limit: Int = .max) -> String {
    var printer = ValuePrinter(limit: limit)
    printer.write(value, type)
    return printer.isCut ? printer.text + "..." : printer.text
  }
}
