/// What a file's first bytes say that it is.
enum SourceFormat: Hashable, Sendable {
  case component
  case module
  /// WebAssembly text: of a component or a module.
  case webAssemblyText
  case wit
  case unknown

  /// Looks at the first bytes. A file cut off inside its header counts as what it began to be.
  ///
  /// Source: the core specification, "Modules" (binary format); Binary.md, "Component Definitions": the preamble's last
  /// two bytes are the layer, 0 for a module and 1 for a component.
  init(_ bytes: [UInt8], path: String) {
    let magic: [UInt8] = [0x00, 0x61, 0x73, 0x6D]
    if bytes.starts(with: magic) {
      self = bytes.count >= 8 && bytes[6] == 1 && bytes[7] == 0 ? .component : .module
    } else if bytes.first == 0 {
      // No text begins with a zero byte.
      self = magic.starts(with: bytes) ? .module : .unknown
    } else if path.hasSuffix(".wit") {
      self = .wit
    } else if path.hasSuffix(".wasm") {
      self = .unknown
    } else if path.hasSuffix(".wat") || Self.firstWordIsParenthesis(bytes) {
      self = .webAssemblyText
    } else {
      self = String(validating: bytes.prefix(4096), as: UTF8.self) != nil || bytes.count > 4096 ? .wit : .unknown
    }
  }

  /// Whether the first thing that is no blank or line comment is `(`.
  private static func firstWordIsParenthesis(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while let first = rest.first {
      if first == 0x20 || (0x09...0x0D).contains(first) {
        rest = rest.dropFirst()
      } else if rest.starts(with: [0x3B, 0x3B]) {  // ;;
        rest = rest.drop { $0 != 0x0A }
      } else {
        return first == UInt8(ascii: "(")
      }
    }
    return false
  }
}
