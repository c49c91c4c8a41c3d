#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs work on a thread of its own that nobody waits for; does nothing where the system gives no thread.
///
/// No signal is handled on it: they belong to the thread that waits for keys.
func runOnDetachedThread(_ work: @escaping @Sendable () -> Void) {
  var attributes = pthread_attr_t()
  guard pthread_attr_init(&attributes) == 0 else { return }
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  var all = sigset_t()
  var before = sigset_t()
  sigfillset(&all)
  // A thread begins with the mask of the one that makes it.
  pthread_sigmask(SIG_SETMASK, &all, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  let box = Unmanaged.passRetained(Work(work))
  var thread = pthread_t(bitPattern: 0)
  // SAFETY: the pointer is the box retained above, which exactly one of the two sides releases.
  let status = pthread_create(
    &thread, &attributes,
    { pointer in
      if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body() }
      return nil
    }, box.toOpaque())
  if status != 0 { box.release() }
}

private final class Work: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
