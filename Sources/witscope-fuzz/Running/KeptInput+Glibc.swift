import Glibc

/// The input at hand, in a file that stays when the program does not: whatever ends it, the input can be run again.
///
/// The file holds the input's length in 8 bytes, low byte first, then the input.
struct KeptInput: ~Copyable {
  let path: String
  private let memory: UnsafeMutableRawPointer
  private static let size = 1 << 20
  private static let headerSize = 8

  init?(path: String) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard ftruncate(descriptor, Self.size) == 0,
      let memory = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), memory != MAP_FAILED
    else { return nil }
    self.memory = memory
    self.path = path
  }

  func store(_ input: [UInt8]) {
    let count = min(input.count, Self.size - Self.headerSize)
    // SAFETY: the mapping is `size` bytes and lives as long as this does; `count` and the header fit in it.
    memory.storeBytes(of: UInt64(count).littleEndian, as: UInt64.self)
    input.withUnsafeBytes { bytes in
      if let base = bytes.baseAddress { (memory + Self.headerSize).copyMemory(from: base, byteCount: count) }
    }
  }

  /// Removes the file: the run ended as it should.
  func discard() { unlink(path) }

  deinit { munmap(memory, Self.size) }

  /// The input in a file that was left; nil where the file is not of this form.
  static func read(_ path: String) -> [UInt8]? {
    guard let bytes = Corpus.bytes(of: path), bytes.count == size else { return nil }
    let count = bytes[..<headerSize].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    guard count <= UInt64(size - headerSize) else { return nil }
    return Array(bytes[headerSize..<headerSize + Int(count)])
  }
}
