import Dispatch
import Foundation

/// Runs work on a thread with a stack of a size in bytes, and waits for it.
func onThread(stackBytes: Int, _ work: @escaping @Sendable () -> Void) {
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    work()
    done.signal()
  }
  thread.stackSize = stackBytes
  thread.start()
  done.wait()
}
