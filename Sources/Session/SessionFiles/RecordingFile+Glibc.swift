#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that a recording grows in. What was appended is the system's at once: a crash of the program loses nothing of it.
final class RecordingFile {
  private let descriptor: Int32
  /// Where it is, without links and detours.
  let place: String
  /// In bytes.
  private(set) var size = 0

  /// Makes the file.
  ///
  /// - Parameters:
  ///   - path: Relative to the process's own folder.
  ///   - name: How errors name it.
  /// - Throws: `SessionError` where there is one of this name, or it cannot be made.
  init(_ path: String, as name: String) throws(SessionError) {
    try Self.checkPlace(path, as: name)
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    let failure = errno
    place = FileSystem.canonical(path)
    guard descriptor >= 0 else {
      // Another one was quicker, perhaps.
      throw SessionError(failure == EEXIST ? .fileExists(name) : .cannotWrite(name, reason: FileSystem.reason(failure)))
    }
  }

  /// Looks whether a file could be made there, and makes none.
  ///
  /// - Throws: `SessionError` as the making would.
  static func checkPlace(_ path: String, as name: String) throws(SessionError) {
    guard !path.utf8.contains(0) else { throw SessionError(.cannotWrite(name, reason: "its name holds a zero byte")) }
    var status = stat()
    if lstat(path, &status) == 0 { throw SessionError(.fileExists(name)) }
    if access(FileInspection.directory(of: path), W_OK) != 0 {
      throw SessionError(.cannotWrite(name, reason: FileSystem.reason(errno)))
    }
  }

  deinit { close(descriptor) }

  /// Appends lines, each with a line feed.
  ///
  /// - Returns: What the system says where it cannot be written.
  func append(_ lines: [String]) -> String? {
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    var written = 0
    while written < bytes.count {
      // SAFETY: the range stays inside the array's buffer while the call runs.
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written) }
      if count < 0, errno != EINTR { return FileSystem.reason(errno) }
      written += max(0, count)
    }
    size += bytes.count
    return nil
  }

  /// Takes back what was appended beyond a size.
  func cut(to size: Int) {
    guard size < self.size, ftruncate(descriptor, off_t(size)) == 0 else { return }
    lseek(descriptor, off_t(size), SEEK_SET)
    self.size = size
  }
}
