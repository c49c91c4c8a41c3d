import CNcurses
import Glibc
import Synchronization

/// Signals as flags and wake-ups.
///
/// A signal handler may touch nothing but what is here, so this is the one place with global state: atomics, the write
/// end of a pipe that wakes whoever waits for input, and what it takes to give the terminal back in a crash. A process
/// has one set of signal handlers, hence one relay.
enum SignalRelay {
  /// Ctrl-C, or SIGINT from elsewhere, arrived and nobody has taken note.
  static let interrupt = Atomic<Bool>(false)
  /// The window's size changed.
  static let resize = Atomic<Bool>(false)
  /// Somebody asked the program to stop (SIGTSTP) while the terminal is in its hands.
  static let stop = Atomic<Bool>(false)
  /// The program goes on after a stop.
  static let resume = Atomic<Bool>(false)
  /// SIGTERM or SIGHUP, or 0.
  static let termination = Atomic<Int32>(0)

  /// The pipe's ends, or -1.
  fileprivate static let writeEnd = Atomic<Int32>(-1)
  private static let readEndValue = Atomic<Int32>(-1)

  /// The descriptor that becomes readable when a signal arrived, or -1.
  static var readEnd: Int32 { readEndValue.load(ordering: .relaxed) }

  /// Installs the handlers, with nothing noted yet; those a shell or `nohup` had ignored stay ignored.
  static func install() throws(TerminalError) {
    if readEnd < 0 { try makePipe() }
    interrupt.store(false, ordering: .relaxed)
    resize.store(false, ordering: .relaxed)
    stop.store(false, ordering: .relaxed)
    resume.store(false, ordering: .relaxed)
    termination.store(0, ordering: .relaxed)
    drain()
    RestorePoint.prepare()
    handle(SIGINT) { _ in SignalRelay.noteInHandler(SignalRelay.interrupt) }
    handle(SIGWINCH) { _ in SignalRelay.noteInHandler(SignalRelay.resize) }
    handle(SIGCONT) { _ in SignalRelay.noteInHandler(SignalRelay.resume) }
    handle(SIGTERM) { SignalRelay.terminateInHandler($0) }
    handle(SIGHUP) { SignalRelay.terminateInHandler($0) }
    for fatal in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT] {
      _ = witscope_signal_handle(
        fatal,
        { number in
          RestorePoint.restoreInHandler()
          raise(number)
        }, 1, 1)
    }
  }

  /// Installs the handler of Ctrl-C alone.
  static func installInterrupt() throws(TerminalError) {
    if readEnd < 0 { try makePipe() }
    interrupt.store(false, ordering: .relaxed)
    handle(SIGINT) { _ in SignalRelay.noteInHandler(SignalRelay.interrupt) }
  }

  /// Gives all signals their default action back.
  static func uninstall() {
    for number in [
      SIGINT, SIGWINCH, SIGCONT, SIGTERM, SIGHUP, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT,
    ] where witscope_signal_is_ignored(number) == 0 {
      witscope_signal_default(number)
    }
  }

  /// While the terminal is in raw mode a stop must give it back first; in cooked mode the default action does.
  static func handleStop(_ isHandled: Bool) {
    if isHandled {
      handle(SIGTSTP) { _ in SignalRelay.noteInHandler(SignalRelay.stop) }
    } else if witscope_signal_is_ignored(SIGTSTP) == 0 {
      witscope_signal_default(SIGTSTP)
    }
  }

  /// Stops the process and its group, as the terminal does for Ctrl-Z; returns when it goes on.
  static func stopGroup() {
    handleStop(false)
    // The group, so that a `make` around it stops too and the shell gets the terminal.
    kill(0, SIGTSTP)
    resume.store(false, ordering: .relaxed)
  }

  /// Empties the pipe; the flags say what happened.
  static func drain() {
    var bytes: [UInt8] = Array(repeating: 0, count: 64)
    while read(readEnd, &bytes, bytes.count) > 0 {}
  }

  private static func handle(_ number: Int32, _ handler: @convention(c) (Int32) -> Void) {
    if witscope_signal_is_ignored(number) == 0 { _ = witscope_signal_handle(number, handler, 0, 0) }
  }

  private static func makePipe() throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw TerminalError(.noSignals, errorNumber: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEndValue.store(ends[0], ordering: .relaxed)
    writeEnd.store(ends[1], ordering: .relaxed)
  }

  // Below runs inside handlers: atomics and async-signal-safe calls only, errno kept.

  fileprivate static func noteInHandler(_ flag: borrowing Atomic<Bool>) {
    flag.store(true, ordering: .relaxed)
    wakeInHandler()
  }

  fileprivate static func terminateInHandler(_ number: Int32) {
    // The second request is for a program that did not take note of the first.
    if termination.exchange(number, ordering: .relaxed) != 0 {
      RestorePoint.restoreInHandler()
      _exit(128 + number)
    }
    wakeInHandler()
  }

  private static func wakeInHandler() {
    let saved = errno
    var byte: UInt8 = 0
    _ = write(writeEnd.load(ordering: .relaxed), &byte, 1)
    errno = saved
  }
}

/// What it takes to give the terminal back in the middle of a crash.
enum RestorePoint {
  /// Whether the terminal is in raw mode.
  private static let isArmed = Atomic<Bool>(false)
  private static let descriptors = Atomic<UInt64>(0)
  // SAFETY: allocated once, before any handler is installed, and never freed. Written only while `isArmed` is false;
  // read by handlers only while it is true.
  private static nonisolated(unsafe) let modes = UnsafeMutablePointer<termios>.allocate(capacity: 1)
  private static nonisolated(unsafe) let farewell = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 256)
  private static let farewellCount = Atomic<Int>(0)
  private static let isPrepared = Atomic<Bool>(false)

  /// Makes the memory that handlers use, and the stack they run on when the ordinary one is exhausted.
  static func prepare() {
    guard !isPrepared.exchange(true, ordering: .relaxed) else { return }
    modes.initialize(to: termios())
    farewell.initialize(repeating: 0)
    let stackSize = 64 << 10
    // SAFETY: handed to the kernel for the process's life.
    witscope_signal_stack(UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: 16), stackSize)
  }

  /// From here on a crash puts `modes` back and sends `farewell`, at most 256 bytes.
  static func arm(input: Int32, output: Int32, modes: termios, farewell bytes: [UInt8]) {
    disarm()
    self.modes.pointee = modes
    for (index, byte) in bytes.prefix(farewell.count).enumerated() { farewell[index] = byte }
    farewellCount.store(min(bytes.count, farewell.count), ordering: .relaxed)
    descriptors.store(UInt64(UInt32(bitPattern: input)) << 32 | UInt64(UInt32(bitPattern: output)), ordering: .relaxed)
    isArmed.store(true, ordering: .sequentiallyConsistent)
  }

  static func disarm() { isArmed.store(false, ordering: .sequentiallyConsistent) }

  /// Gives the terminal back: `write` and `tcsetattr` are async-signal-safe.
  static func restoreInHandler() {
    guard isArmed.exchange(false, ordering: .sequentiallyConsistent) else { return }
    let packed = descriptors.load(ordering: .relaxed)
    _ = write(Int32(truncatingIfNeeded: packed), farewell.baseAddress, farewellCount.load(ordering: .relaxed))
    tcsetattr(Int32(truncatingIfNeeded: packed >> 32), TCSANOW, modes)
  }
}

/// Ctrl-C for programs that leave the terminal's modes alone: scripts, single calls, dumb terminals.
package enum Interrupts {
  /// From here on SIGINT sets a flag instead of ending the program. A system call that waits is broken off.
  package static func listen() throws(TerminalError) { try SignalRelay.installInterrupt() }

  /// Whether an interrupt arrived since the last `take`.
  package static var isRequested: Bool { SignalRelay.interrupt.load(ordering: .relaxed) }

  /// Takes note of an interrupt.
  /// - Returns: whether there was one.
  @discardableResult
  package static func take() -> Bool { SignalRelay.interrupt.exchange(false, ordering: .relaxed) }
}
