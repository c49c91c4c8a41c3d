import Glibc
package import LineEditing

/// The file that keeps the history between runs.
///
/// A history is a convenience: whatever goes wrong with its file, the program goes on without it. Everything here says
/// whether it worked and nothing more.
package struct HistoryFile: Hashable, Sendable {
  /// The largest file that is read, in bytes.
  static let maximumSize = 16 << 20

  /// The file's path.
  package let path: String

  package init(path: String) { self.path = path }

  /// The place that the environment asks for: `$XDG_STATE_HOME/witscope/history`, or `.local/state` in the home
  /// directory; nil without either.
  package init?(variables: [String: String]) {
    // The specification calls relative paths invalid.
    if let state = variables["XDG_STATE_HOME"], state.hasPrefix("/") {
      self.init(path: state + "/witscope/history")
    } else if let home = variables["HOME"], home.hasPrefix("/") {
      self.init(path: home + "/.local/state/witscope/history")
    } else {
      return nil
    }
  }

  /// Reads the history; empty if there is none, or what is there is no plain file.
  package func load(capacity: Int = History.defaultCapacity) -> History {
    History(fileText: contents() ?? "", capacity: capacity)
  }

  /// Adds an input to the file, beside what other runs have added meanwhile. The file is replaced in one step and
  /// readable by its owner only.
  /// - Returns: whether it worked.
  @discardableResult
  package func append(_ input: String, capacity: Int = History.defaultCapacity) -> Bool {
    guard makeDirectories() else { return false }
    var history = load(capacity: capacity)
    history.append(input)
    return replace(with: Array(history.fileText.utf8))
  }

  private func contents() -> String? {
    // Opening must not wait, as it would for a pipe.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.maximumSize
    else { return nil }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= Self.maximumSize {
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk.prefix(count)
      } else if count == 0 {
        return String(decoding: bytes, as: UTF8.self)
      } else if errno != EINTR {
        return nil
      }
    }
    return nil
  }

  /// Makes the directories on the way to the file, for the owner only.
  private func makeDirectories() -> Bool {
    let parts = path.split(separator: "/").dropLast()
    var directory = ""
    for part in parts {
      directory += "/" + part
      if mkdir(directory, 0o700) != 0, errno != EEXIST, errno != EISDIR { return false }
    }
    return true
  }

  private func replace(with bytes: [UInt8]) -> Bool {
    let temporary = "\(path).\(getpid())"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    var isWritten = true
    var written = 0
    while written < bytes.count {
      // SAFETY: the range stays inside the array's buffer while the call runs.
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written) }
      if count > 0 {
        written += count
      } else if errno != EINTR {
        isWritten = false
        break
      }
    }
    isWritten = close(descriptor) == 0 && isWritten
    guard isWritten, rename(temporary, path) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }
}
