import CNcurses
import Glibc
import StyledText
import Synchronization

extension Terminal {
  /// Waits for the next event. The terminal must be in raw mode.
  /// - Parameter milliseconds: how long to wait; nil waits for ever.
  /// - Throws: what taking the terminal again after a stop throws.
  package func nextEvent(timeout milliseconds: Int32? = nil) throws(TerminalError) -> TerminalEvent {
    while true {
      if let event = try signalEvent() { return event }
      if !queue.isEmpty { return .key(queue.removeFirst()) }
      if hasHungUp { return .endOfInput }
      let limit = decoder.isPending ? Self.escapeTimeout : milliseconds ?? -1
      switch wait(limit) {
      case .input: readKeys()
      case .signal: SignalRelay.drain()
      case .nothing:
        if decoder.isPending {
          queue += decoder.flush()
        } else if milliseconds != nil {
          return .timeout
        }
      }
    }
  }

  /// What signals ask for, the gravest first.
  private func signalEvent() throws(TerminalError) -> TerminalEvent? {
    if let signal = terminationSignal { return .terminated(signal: signal) }
    if SignalRelay.stop.exchange(false, ordering: .relaxed) {
      try suspend()
      return .resumed
    }
    if SignalRelay.resume.exchange(false, ordering: .relaxed) {
      try resumeEditing()
      return .resumed
    }
    if SignalRelay.resize.exchange(false, ordering: .relaxed) {
      let size = size
      if size != lastSize {
        if size.columns != lastSize?.columns { painter.widthChanged(to: size.columns) }
        lastSize = size
        screen?.resize(to: size)
        return .resized(size)
      }
    }
    return clearInterrupt() ? .key(.control("c")) : nil
  }

  private enum Readiness { case input, signal, nothing }

  private func wait(_ milliseconds: Int32) -> Readiness {
    var descriptors = [
      pollfd(fd: SignalRelay.readEnd, events: Int16(POLLIN), revents: 0),
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&descriptors, 2, milliseconds)
    if count < 0 { return .signal }
    if descriptors[0].revents != 0 { return .signal }
    return descriptors[1].revents != 0 ? .input : .nothing
  }

  private func readKeys() {
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = read(input, &bytes, bytes.count)
    if count > 0 {
      queue += decoder.feed(bytes.prefix(count))
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      queue += decoder.flush()
      hasHungUp = true
    }
  }
}
