import Glibc

/// Reads lines from a file descriptor, each once and in linear time.
struct LineReader: ~Copyable {
  /// The longest line, in bytes; what is longer is skipped and reported.
  static let maximumLine = 8 << 20

  /// What was read.
  enum Line: Equatable {
    /// A line of text, without its line end.
    case text(String)
    /// A line that is no text, and the byte offset in the line from where.
    case notText(offset: Int)
    /// A line that holds a NUL, and its byte offset in the line.
    case containsNUL(offset: Int)
    /// A line longer than `limit` bytes.
    case tooLong(limit: Int)
    /// A signal arrived while waiting.
    case interrupted
    /// Nothing more to read.
    case end
    /// The descriptor cannot be read.
    case failed(errorNumber: Int32)
  }

  private let descriptor: Int32
  private let limit: Int
  private var chunk: [UInt8] = []
  private var position = 0
  private var line: [UInt8] = []
  private var isSkipping = false
  private var isAtEnd = false
  private(set) var linesRead = 0

  init(_ descriptor: Int32, limit: Int = LineReader.maximumLine) {
    self.descriptor = descriptor
    self.limit = limit
  }

  /// Reads the next line, waiting for it.
  mutating func next() -> Line {
    while true {
      if let end = chunk[position...].firstIndex(of: 0x0A) {
        take(chunk[position..<end])
        position = end + 1
        return finishLine()
      }
      take(chunk[position...])
      position = chunk.count
      if isAtEnd { return line.isEmpty && !isSkipping ? .end : finishLine() }
      switch fill() {
      case 0:
        isAtEnd = true
      case EINTR:
        return .interrupted
      case let error where error > 0:
        return .failed(errorNumber: error)
      default: break
      }
    }
  }

  /// Forgets the line that has begun, as after Ctrl-C.
  mutating func dropLine() {
    line = []
    isSkipping = false
  }

  /// Reads the next chunk.
  /// - Returns: -1 if there is one, 0 at the end, or the error number.
  private mutating func fill() -> Int32 {
    while true {
      var count = 0
      chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, initialized in
        // SAFETY: `read` fills at most the capacity it is given.
        count = read(descriptor, buffer.baseAddress, buffer.count)
        initialized = max(0, count)
      }
      position = 0
      if count > 0 { return -1 }
      if count == 0 { return 0 }
      // A terminal that hung up has ended.
      if errno == EIO { return 0 }
      guard errno == EAGAIN else { return errno }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, -1) < 0 { return errno }
    }
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>) {
    guard !isSkipping else { return }
    if line.count + bytes.count > limit {
      isSkipping = true
      line = []
    } else {
      line += bytes
    }
  }

  private mutating func finishLine() -> Line {
    linesRead += 1
    defer { dropLine() }
    if isSkipping { return .tooLong(limit: limit) }
    if line.last == 0x0D { line.removeLast() }
    // A mark of byte order at the beginning is no text.
    if linesRead == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    if let offset = line.firstIndex(of: 0) { return .containsNUL(offset: offset) }
    guard let text = String(validating: line, as: UTF8.self) else {
      return .notText(offset: Self.validPrefix(of: line))
    }
    return .text(text)
  }

  /// The number of bytes before the first that is no UTF-8.
  private static func validPrefix(of bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var count = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { count += UTF8.width(scalar) }
    return count
  }
}
