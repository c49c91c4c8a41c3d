import CNcurses
import Glibc

/// A pair of terminal ends: what a user's side writes, the program's side reads.
struct PseudoTerminal: ~Copyable {
  let user: Int32
  let program: Int32

  init?(rows: UInt16 = 24, columns: UInt16 = 80) {
    guard let ends = Self.open() else { return nil }
    (user, program) = ends
    resize(rows: rows, columns: columns)
  }

  deinit {
    close(user)
    close(program)
  }

  /// Opens both ends, the user's first; the caller closes them.
  static func open() -> (user: Int32, program: Int32)? {
    // Linux's requests, which Swift does not import: TIOCSPTLCK and TIOCGPTN.
    let unlock: UInt = 0x4004_5431
    let number: UInt = 0x8004_5430
    let user = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var value: Int32 = 0
    guard user >= 0, ioctl(user, unlock, &value) == 0, ioctl(user, number, &value) == 0 else { return nil }
    let program = Glibc.open("/dev/pts/\(value)", O_RDWR | O_NOCTTY)
    return program >= 0 ? (user, program) : nil
  }

  func resize(rows: UInt16, columns: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(user, UInt(TIOCSWINSZ), &size)
  }

  /// Types bytes.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(user, bytes, bytes.count)
  }

  /// What the program wrote until now.
  func output() -> String { String(decoding: outputBytes(), as: UTF8.self) }

  /// The same as bytes.
  /// - Parameter milliseconds: how long it must have been quiet.
  func outputBytes(quiet milliseconds: Int32 = 20) -> [UInt8] {
    var collected: [UInt8] = []
    var waiting = pollfd(fd: user, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, milliseconds) > 0, waiting.revents & Int16(POLLIN) != 0 {
      var bytes = [UInt8](repeating: 0, count: 4_096)
      let count = read(user, &bytes, bytes.count)
      guard count > 0 else { break }
      collected += bytes.prefix(count)
    }
    return collected
  }

  /// The modes, as bytes that can be compared.
  func modes() -> [UInt8] {
    var modes = termios()
    tcgetattr(program, &modes)
    return withUnsafeBytes(of: &modes) { Array($0) }
  }
}
