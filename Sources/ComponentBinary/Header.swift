/// What the first bytes of a file say it is.
package enum WasmHeader: Hashable, Sendable {
  case coreModule
  case component
  /// The magic number, with a version or layer that is neither.
  case unknownVersion(version: UInt16, layer: UInt16)
  /// Not a WebAssembly binary.
  case neither

  /// Looks at the first 8 bytes.
  ///
  /// Source: Binary.md, "Component Definitions" (`preamble`).
  package init(_ bytes: some Collection<UInt8>) {
    let head = Array(bytes.prefix(8))
    guard head.count == 8, head[0..<4] == [0x00, 0x61, 0x73, 0x6D] else {
      self = .neither
      return
    }
    let version = UInt16(head[4]) | UInt16(head[5]) << 8
    let layer = UInt16(head[6]) | UInt16(head[7]) << 8
    switch (version, layer) {
    case (1, 0): self = .coreModule
    case (componentVersion, 1): self = .component
    default: self = .unknownVersion(version: version, layer: layer)
    }
  }
}

/// The pre-standard version of the component binary format.
let componentVersion: UInt16 = 0x0D

/// Whether bytes begin as a component does.
package func isComponent(_ bytes: [UInt8]) -> Bool {
  WasmHeader(bytes) == .component
}
