import CNcurses
import Glibc
import StyledText
import Synchronization

/// A pseudo-terminal whose user's side a thread reads as fast as it can.
final class DrainedTerminal {
  static let type = "xterm-256color"

  /// The descriptor that a program draws on.
  let program: Int32
  private let drain: Drain

  /// How many bytes were read until now.
  var received: Int { drain.count.load(ordering: .relaxed) }

  init?(size: ScreenSize) {
    // Linux's requests, which Swift does not import: TIOCSPTLCK and TIOCGPTN.
    let unlock: UInt = 0x4004_5431
    let number: UInt = 0x8004_5430
    let user = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var value: Int32 = 0
    guard user >= 0, ioctl(user, unlock, &value) == 0, ioctl(user, number, &value) == 0 else { return nil }
    program = open("/dev/pts/\(value)", O_RDWR | O_NOCTTY)
    guard program >= 0 else { return nil }
    var window = winsize(
      ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(user, UInt(TIOCSWINSZ), &window)
    drain = Drain(user)
    var thread = pthread_t()
    // SAFETY: the thread takes over the reference that is passed; it ends when the other side is closed.
    pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Drain>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(drain).toOpaque())
    pthread_detach(thread)
  }

  deinit { close(program) }

  /// Seconds that ncurses takes alone for each screen whose every cell differs from the last: erased, written row by
  /// row as text, refreshed.
  func bareRepaints(count: Int) throws -> (seconds: [Double], bytes: Int) {
    guard let input = fdopen(dup(program), "r"), let output = fdopen(dup(program), "w"),
      let screen = newterm(Self.type, output, input)
    else { return ([], 0) }
    defer {
      endwin()
      delscreen(screen)
      fclose(input)
      fclose(output)
    }
    var rows: Int32 = 0
    var columns: Int32 = 0
    witscope_screen_size(&rows, &columns)
    typeahead(-1)
    let texts = (0..<16).map { number in
      (0..<Int(rows)).map { row in
        FrameSource.letters(row, number).unicodeScalars.prefix(Int(columns)).map { wchar_t($0.value) } + [0]
      }
    }
    let before = received
    var seconds: [Double] = []
    for number in 0..<count {
      let start = monotonicSeconds()
      witscope_screen_erase()
      for row in 0..<rows { witscope_screen_write_text(row, 0, texts[number % 16][Int(row)]) }
      witscope_screen_show(-1, -1)
      seconds.append(monotonicSeconds() - start)
    }
    return (seconds, received - before)
  }
}

/// What reads the user's side.
private final class Drain: Sendable {
  let count = Atomic<Int>(0)
  private let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  func run() {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let read = read(descriptor, &bytes, bytes.count)
      guard read > 0 else { break }
      count.wrappingAdd(read, ordering: .relaxed)
    }
    close(descriptor)
  }
}

func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
