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

  package init(limit: Int = .max) {
    self.limit = limit
  }

  /// Writes a value of a type. A value that is not of the type is written as `?`.
  ///
  /// What is still to be written is kept in a list and not on the stack, so that values may nest as deep as their types.
  package mutating func write(_ value: ComponentValue, _ type: ValueType) {
    var pending: [Pending] = []
    writeStart(of: value, type, &pending)
    while !isCut, var sequence = pending.popLast() {
      guard let (name, value, type) = sequence.next() else {
        put(sequence.close)
        continue
      }
      if !sequence.isFirst { put(", ") }
      sequence.isFirst = false
      pending.append(sequence)
      if let name {
        put(name)
        put(": ")
      }
      writeStart(of: value, type, &pending)
    }
  }

  /// The parts of a value that are still to be written, and what closes it.
  private struct Pending {
    enum Parts {
      case list([ComponentValue], ValueType)
      case map([ComponentValue.MapEntry], ValueType)
      case tuple([ComponentValue], [ValueType])
      case record([ComponentValue], [ValueType.Field])
    }

    let parts: Parts
    let close: String
    var index = 0
    var isFirst = true

    init(_ parts: Parts, _ close: String) {
      self.parts = parts
      self.close = close
    }

    /// The next part, with its name if it is a field.
    mutating func next() -> (String?, ComponentValue, ValueType)? {
      defer { index += 1 }
      switch parts {
      case .list(let elements, let type):
        return index < elements.count ? (nil, elements[index], type) : nil
      case .map(let entries, let type):
        guard index < entries.count else { return nil }
        return (nil, .tuple([entries[index].key, entries[index].value]), type)
      case .tuple(let elements, let types):
        return index < min(elements.count, types.count) ? (nil, elements[index], types[index]) : nil
      case .record(let values, let fields):
        // What is none is left out.
        while index < min(values.count, fields.count), values[index].isNone { index += 1 }
        guard index < min(values.count, fields.count) else { return nil }
        return (fields[index].name, values[index], fields[index].type)
      }
    }
  }

  private mutating func put(_ piece: String) {
    guard !isCut else { return }
    guard text.utf8.count < limit, piece.utf8.count <= limit - text.utf8.count else {
      isCut = true
      return
    }
    text += piece
  }

  /// Writes a value up to its first part.
  private mutating func writeStart(of value: ComponentValue, _ type: ValueType, _ pending: inout [Pending]) {
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
      begin("[", .list(elements, element), "]", &pending)
    case (.map(let entries), .map(let key, let mapped)):
      begin("[", .map(entries, ValueType(.tuple([key, mapped]))), "]", &pending)
    case (.tuple(let elements), .tuple(let types)): begin("(", .tuple(elements, types), ")", &pending)
    case (.record(let values), .record(let fields)):
      guard values.contains(where: { !$0.isNone }) else { return put("{:}") }
      begin("{", .record(values, fields), "}", &pending)
    case (.flags(let values), .flags(let labels)):
      writeSequence("{", zip(values, labels).filter(\.0), "}") { $0.put($1.1.name) }
    case (.enumeration(let index), .enumeration(let labels)) where index < labels.count:
      putCase(labels[Int(index)].name)
    case (.variant(let index, let payload), .variant(let cases)) where index < cases.count:
      putCase(cases[Int(index)].name)
      writePayload(payload, cases[Int(index)].payload, &pending)
    case (.option(nil), _): put("none")
    case (.option(let payload?), .option(let inner)):
      put("some")
      writePayload(payload, inner, &pending)
    case (.ok(let payload), .result(let inner, _)):
      put("ok")
      writePayload(payload, inner, &pending)
    case (.err(let payload), .result(_, let inner)):
      put("err")
      writePayload(payload, inner, &pending)
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

  private mutating func writePayload(_ payload: ComponentValue?, _ type: ValueType?, _ pending: inout [Pending]) {
    guard let payload, let type else { return }
    begin("(", .tuple([payload], [type]), ")", &pending)
  }

  private mutating func begin(
    _ open: String, _ parts: Pending.Parts, _ close: String, _ pending: inout [Pending]
  ) {
    put(open)
    pending.append(Pending(parts, close))
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
}

extension ComponentValue {
  fileprivate var isNone: Bool {
    if case .option(nil) = self { true } else { false }
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
