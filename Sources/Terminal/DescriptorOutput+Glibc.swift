import CNcurses
import Glibc

/// Writes to file descriptors wholly, and says plainly when nobody reads any more.
package enum DescriptorOutput {
  /// Writes all bytes.
  /// - Throws: `outputClosed` for a closed pipe or a terminal that hung up (SIGPIPE must be ignored, see
  ///   `ignoreBrokenPipe`), `outputFailed` otherwise.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(TerminalError) {
    var written = 0
    while written < bytes.count {
      // SAFETY: the range stays inside the array's buffer while the call runs.
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count >= 0 {
        written += count
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, 1_000)
      case EPIPE, EIO, ECONNRESET: throw TerminalError(.outputClosed, errorNumber: errno)
      default: throw TerminalError(.outputFailed, errorNumber: errno)
      }
    }
  }

  /// From here on writing to a closed pipe is an error instead of the program's end.
  package static func ignoreBrokenPipe() { witscope_signal_ignore(SIGPIPE) }

  /// Whether a descriptor is a terminal.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }
}
