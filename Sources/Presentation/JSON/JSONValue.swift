import FoundationEssentials

/// A piece of JSON. Numbers that may need more than 53 bits are strings.
enum JSONValue: Encodable, Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])
  /// Another input's own object.
  indirect case reply(ReplyJSON)
  case diagnostic(ErrorJSON)

  /// A string, or null.
  static func text(_ text: (some CustomStringConvertible)?) -> JSONValue {
    text.map { .string($0.description) } ?? .null
  }

  /// A Boolean, or null.
  static func flag(_ flag: Bool?) -> JSONValue { flag.map { .bool($0) } ?? .null }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    case .reply(let reply): try container.encode(reply)
    case .diagnostic(let error): try container.encode(error)
    }
  }
}

extension Encodable {
  /// One line of JSON without its line break. Keys are sorted.
  var jsonLine: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings, Booleans and arrays of them cannot fail to encode.
    guard let data = try? encoder.encode(self) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }
}
